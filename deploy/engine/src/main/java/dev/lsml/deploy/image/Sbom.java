// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.image;

import dev.lsml.core.json.Json;
import dev.lsml.deploy.image.StagedApp.StagedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bill of materials of an image, in the form CycloneDX 1.6
 * (https://cyclonedx.org/docs/1.6/json): every jar with its coordinates and digest, and the
 * runtime. It has no time and no number of its own, so the same image has the same bill.
 */
final class Sbom {
  private Sbom() {}

  /**
   * Writes the bill.
   *
   * @param runtime {@code null} when the base image brings its own Java, which is then not listed
   */
  static byte[] of(Coordinates project, StagedApp app, @Nullable Jdk runtime) throws IOException {
    List<Object> components = new ArrayList<>();
    for (StagedJar jar : app.jars()) {
      components.add(component(jar, Sha256.of(app.file(jar))));
    }
    if (runtime != null) {
      Map<String, Object> java = new LinkedHashMap<>();
      java.put("type", "platform");
      java.put(
          "name", "Java runtime" + (runtime.vendor().isEmpty() ? "" : ", " + runtime.vendor()));
      java.put("version", runtime.version());
      components.add(java);
    }
    Map<String, Object> bill = new LinkedHashMap<>();
    bill.put("bomFormat", "CycloneDX");
    bill.put("specVersion", "1.6");
    bill.put("version", 1);
    bill.put("metadata", Map.of("component", named("application", project)));
    bill.put("components", components);
    return (Json.text(bill) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> component(StagedJar jar, String sha256) {
    Coordinates coordinates = jar.source().coordinates();
    Map<String, Object> component;
    if (coordinates == null) {
      component = new LinkedHashMap<>();
      component.put("type", "library");
      component.put("name", jar.path().substring(jar.path().lastIndexOf('/') + 1));
    } else {
      component = named("library", coordinates);
    }
    Map<String, Object> hash = new LinkedHashMap<>();
    hash.put("alg", "SHA-256");
    hash.put("content", sha256);
    component.put("hashes", List.of(hash));
    return component;
  }

  private static Map<String, Object> named(String type, Coordinates coordinates) {
    String purl =
        "pkg:maven/"
            + coordinates.group()
            + "/"
            + coordinates.artifact()
            + "@"
            + coordinates.version().replace("+", "%2B");
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", type);
    component.put("bom-ref", purl);
    component.put("group", coordinates.group());
    component.put("name", coordinates.artifact());
    component.put("version", coordinates.version());
    component.put("purl", purl);
    return component;
  }
}
