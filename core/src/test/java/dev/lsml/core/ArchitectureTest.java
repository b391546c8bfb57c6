// SPDX-License-Identifier: Apache-2.0
package dev.lsml.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.lsml.core.";

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.lsml.core");

  /** Which rooms each room may know. The root knows all and nobody knows the root. */
  private static final Map<String, List<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("json", List.of()),
          Map.entry("store", List.of()),
          Map.entry("labelconfig", List.of()),
          Map.entry("config", List.of()),
          Map.entry("log", List.of("json")),
          Map.entry("http", List.of("json")),
          Map.entry("page", List.of("json")),
          Map.entry("protocol", List.of("json")),
          Map.entry("result", List.of("labelconfig", "protocol", "json")),
          Map.entry("labelstudio", List.of("protocol", "json")),
          Map.entry("files", List.of("labelstudio", "protocol")),
          Map.entry("model", List.of("protocol", "labelconfig", "labelstudio", "files", "store")),
          Map.entry("version", List.of("store", "json", "protocol", "model")),
          Map.entry(
              "train",
              List.of(
                  "version", "model", "labelstudio", "labelconfig", "protocol", "store", "json")),
          Map.entry(
              "serve",
              List.of(
                  "http",
                  "protocol",
                  "model",
                  "labelconfig",
                  "version",
                  "result",
                  "train",
                  "page",
                  "store",
                  "json")));

  @Test
  void everyRoomIsInTheListOfDirections() {
    TreeSet<String> rooms = new TreeSet<>();
    for (JavaClass type : CORE) {
      if (!type.getPackageName().equals("dev.lsml.core")) {
        rooms.add(room(type));
      }
    }
    assertThat(MAY_KNOW.keySet()).containsAll(rooms);
  }

  private static String room(JavaClass type) {
    String rest = type.getPackageName().substring(ROOT.length());
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  @Test
  void roomsKnowOnlyTheRoomsTheyMay() {
    MAY_KNOW.forEach(
        (room, others) -> {
          String[] allowed = new String[others.size() + 2];
          allowed[0] = ROOT + room + "..";
          for (int i = 0; i < others.size(); i++) {
            allowed[i + 1] = ROOT + others.get(i) + "..";
          }
          allowed[others.size() + 1] = "dev.lsml.nowhere";
          classes()
              .that()
              .resideInAPackage(ROOT + room + "..")
              .should()
              .onlyDependOnClassesThat(
                  com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed)
                      .or(
                          com.tngtech.archunit.core.domain.JavaClass.Predicates
                              .resideOutsideOfPackage("dev.lsml..")))
              .allowEmptyShould(true)
              .check(CORE);
        });
  }

  @Test
  void noPackagesFormACycle() {
    slices().matching("dev.lsml.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void onlyTheJsonRoomKnowsTheJsonLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CORE);
  }

  @Test
  void nothingReadsTheEnvironmentOrInventsTimeAndIds() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "Edges")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .check(CORE);
  }

  @Test
  void onlyTheCallbackRoomKnowsTheDearHttpClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "labelstudio")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CORE);
  }

  @Test
  void nothingIsDeserialized() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(CORE);
  }

  @Test
  void nothingOnTheWayToAPredictionFormatsWithTheFormatter() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + "json..",
            ROOT + "http..",
            ROOT + "protocol..",
            ROOT + "labelconfig..",
            ROOT + "config..",
            ROOT + "serve..",
            ROOT + "version..",
            ROOT + "result..")
        .should()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .check(CORE);
  }
}
