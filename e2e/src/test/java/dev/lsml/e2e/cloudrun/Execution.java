// SPDX-License-Identifier: Apache-2.0
package dev.lsml.e2e.cloudrun;

import dev.lsml.e2e.parts.Container;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** One run of a job, with each attempt of its only task. Thread-safe. */
public final class Execution {
  private final String name;
  private final List<String> arguments;
  private final List<Container> attempts = new CopyOnWriteArrayList<>();
  private final List<Integer> exitCodes = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

  Execution(String name, List<String> arguments) {
    this.name = name;
    this.arguments = List.copyOf(arguments);
  }

  public String name() {
    return name;
  }

  /** What the containers were started with. */
  public List<String> arguments() {
    return arguments;
  }

  /** The exit codes of the attempts that are over; 124 for one that took too long. */
  public List<Integer> exitCodes() {
    return List.copyOf(exitCodes);
  }

  /** The attempts' containers; they are removed only when the stage closes. */
  public List<Container> attempts() {
    return List.copyOf(attempts);
  }

  /** Completes with whether an attempt was successful, when there will be no other. */
  public CompletableFuture<Boolean> outcome() {
    return outcome;
  }

  void began(Container attempt) {
    attempts.add(attempt);
  }

  void ended(int exitCode) {
    exitCodes.add(exitCode);
  }

  @Override
  public String toString() {
    return name + " " + arguments + " exit codes " + exitCodes;
  }
}
