// SPDX-License-Identifier: Apache-2.0
package dev.lsml.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds implementations that no contract suite tests, so that a new store cannot be forgotten. To
 * be called from a test of every module that has implementations; it sees what is on that module's
 * test class path.
 */
public final class ContractCoverage {
  private ContractCoverage() {}

  /**
   * Fails when a class implements the interface and no subclass of the contract opens it. What a
   * subclass opens is what its opening method declares to return, so it must name the class.
   *
   * @param packages only classes whose name starts with this are looked at, such as {@code
   *     dev.lsml.}
   * @param spi the interface; local and anonymous classes are not counted as implementations
   * @param contract the abstract suite
   * @param opening the name of its method that opens an implementation, such as {@code openEmpty}
   * @throws AssertionError naming the implementations without a contract
   */
  public static void assertComplete(
      String packages, Class<?> spi, Class<?> contract, String opening) {
    Set<String> implementations = new TreeSet<>();
    Set<String> tested = new TreeSet<>();
    for (Class<?> type : classes(packages)) {
      if (Modifier.isAbstract(type.getModifiers())) {
        continue;
      }
      if (spi.isAssignableFrom(type) && !type.isAnonymousClass() && !type.isLocalClass()) {
        implementations.add(type.getName());
      }
      if (contract.isAssignableFrom(type)) {
        for (Method method : type.getDeclaredMethods()) {
          if (method.getName().equals(opening)) {
            tested.add(method.getReturnType().getName());
          }
        }
      }
    }
    if (implementations.isEmpty()) {
      throw new AssertionError(
          "no implementation of "
              + spi.getName()
              + " in "
              + packages
              + ": is the class path right?");
    }
    implementations.removeAll(tested);
    if (!implementations.isEmpty()) {
      throw new AssertionError(
          "without contract: "
              + implementations
              + ". Add a test class that extends "
              + contract.getName()
              + " and whose "
              + opening
              + "() declares to return the class.");
    }
  }

  private static List<Class<?>> classes(String packages) {
    List<Class<?>> classes = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      for (String file : files(Path.of(entry))) {
        String name = file.replace('/', '.').replace('\\', '.');
        if (name.startsWith(packages) && name.endsWith(".class")) {
          classes.add(load(name.substring(0, name.length() - ".class".length())));
        }
      }
    }
    return classes;
  }

  private static Set<String> files(Path entry) {
    try {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          return files.map(file -> entry.relativize(file).toString()).collect(Collectors.toSet());
        }
      }
      if (Files.exists(entry)) {
        try (JarFile jar = new JarFile(entry.toFile())) {
          return jar.stream().map(file -> file.getName()).collect(Collectors.toSet());
        }
      }
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path entry " + entry, e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new AssertionError("cannot load " + name + " to see whether it needs a contract", e);
    }
  }
}
