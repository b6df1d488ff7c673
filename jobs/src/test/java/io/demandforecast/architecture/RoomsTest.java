package io.demandforecast.architecture;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom among commands, jobs and what jobs are made of. */
class RoomsTest {
  private static final String ROOT = "io.demandforecast";
  private static final Set<String> LIBRARY =
      Set.of("series", "feature", "forecast", "uncertainty", "metric", "table", "digest");

  /** Each room with the other rooms of this module it may know; each may know the library. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          Map.entry("backup", Set.of("failure")),
          Map.entry("failure", Set.of()),
          Map.entry("live", Set.of()),
          Map.entry("trace", Set.of("log")),
          Map.entry("lineage", Set.of("log")),
          Map.entry("log", Set.of()),
          Map.entry("progress", Set.of()),
          Map.entry("config", Set.of("failure")),
          Map.entry("demo", Set.of("failure")),
          Map.entry("monitor", Set.of("config", "failure")),
          Map.entry("source", Set.of("config", "failure", "jdbc")),
          Map.entry("jdbc", Set.of("failure")),
          Map.entry("export", Set.of("config", "failure", "jdbc", "storage")),
          Map.entry("quality", Set.of("config", "failure", "source")),
          Map.entry("report", Set.of()),
          Map.entry("storage", Set.of("failure")),
          Map.entry("warehouse", Set.of("failure", "log", "source", "storage")),
          Map.entry("panel", Set.of("config", "failure", "warehouse")),
          Map.entry("learn", Set.of("config", "failure", "live", "panel", "progress", "warehouse")),
          Map.entry(
              "job",
              Set.of(
                  "backup",
                  "config",
                  "export",
                  "failure",
                  "learn",
                  "live",
                  "log",
                  "monitor",
                  "panel",
                  "progress",
                  "quality",
                  "report",
                  "source",
                  "warehouse")),
          Map.entry(
              "cli",
              Set.of(
                  "backup",
                  "config",
                  "demo",
                  "export",
                  "failure",
                  "job",
                  "learn",
                  "lineage",
                  "live",
                  "log",
                  "monitor",
                  "progress",
                  "report",
                  "source",
                  "storage",
                  "trace",
                  "warehouse")));

  private static final JavaClasses JOBS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              ROOMS.keySet().stream().map(room -> ROOT + "." + room).toArray(String[]::new));

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyWhatItMayKnow(String room) {
    String[] others =
        ROOMS.keySet().stream()
            .filter(other -> !other.equals(room) && !ROOMS.get(room).contains(other))
            .map(RoomsTest::inside)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(inside(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true)
        .check(JOBS);
  }

  @Test
  void thereIsNoRoomBesides() {
    Set<String> besides =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT).stream()
                .map(type -> type.getPackageName().substring(ROOT.length()))
                .map(name -> name.isEmpty() ? name : name.substring(1).split("\\.", 2)[0])
                .filter(room -> !ROOMS.containsKey(room) && !LIBRARY.contains(room))
                .collect(Collectors.toSet());

    assertEquals(Set.of(), besides);
  }

  @Test
  void deltaIsKnownToTheWarehouseAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside("warehouse"), inside("storage"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
        .check(JOBS);
  }

  @Test
  void sessionsAreMadeByOneClass() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".cli.Sessions")
        .should()
        .callMethod(SparkSession.class, "builder")
        .orShould()
        .dependOnClassesThat(are(makersOfSessions()))
        .check(JOBS);
  }

  @Test
  void theProgramIsEndedByOneClass() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(JOBS);
  }

  @Test
  void theTimeOfDayIsAskedByCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(inside("cli"))
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .check(JOBS);
  }

  @Test
  void theFormatOfTheTablesIsNamedByTheWarehouseAlone() throws IOException {
    Set<String> naming = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (Files.readString(file).contains("\"delta\"")) {
          naming.add(file.getParent().getFileName().toString());
        }
      }
    }

    assertEquals(Set.of("warehouse"), naming);
  }

  static List<String> rooms() {
    return ROOMS.keySet().stream().sorted().toList();
  }

  private static String inside(String room) {
    return ROOT + "." + room + "..";
  }

  private static DescribedPredicate<JavaClass> makersOfSessions() {
    return DescribedPredicate.describe(
        "makers of sessions",
        type ->
            type.getFullName().startsWith(SparkSession.class.getName() + "$Builder")
                || type.getFullName().equals(SparkSession.class.getName() + "Builder")
                || type.getFullName().equals(SparkContext.class.getName() + "$"));
  }
}
