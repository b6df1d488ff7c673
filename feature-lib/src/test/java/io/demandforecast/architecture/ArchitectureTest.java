package io.demandforecast.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.demandforecast.series.PlantedInSeries;
import io.demandforecast.table.PlantedInTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the library to its rooms and away from the outside world, and shows with classes planted
 * among the tests that each rule can fail.
 */
class ArchitectureTest {
  private static final JavaClasses LIBRARY =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(Room.ROOT);

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyWhatItMayKnow(Room room) {
    room.rule().check(LIBRARY);
  }

  @Test
  void theLibraryHasNoRoomBesides() {
    Set<String> rooms = Room.ALL.stream().map(Room::name).collect(Collectors.toSet());
    Set<String> besides =
        LIBRARY.stream()
            .map(type -> type.getPackageName().substring(Room.ROOT.length()))
            .map(name -> name.isEmpty() ? name : name.substring(1).split("\\.", 2)[0])
            .filter(name -> !rooms.contains(name))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), besides);
  }

  @Test
  void noRoomAsksTheOutsideWorld() {
    OutsideWorld.rule().check(LIBRARY);
  }

  @Test
  void noTwoRoomsKnowEachOther() {
    slices().matching(Room.ROOT + ".(*)..").should().beFreeOfCycles().check(LIBRARY);
  }

  @ParameterizedTest
  @MethodSource("plantedInARoom")
  void aPlantedAcquaintanceIsFound(Class<?> planted) {
    assertTrue(
        Room.ALL.stream().anyMatch(room -> room.rule().evaluate(imported(planted)).hasViolation()));
  }

  @ParameterizedTest
  @MethodSource("plantedOutside")
  void aPlantedQuestionToTheOutsideWorldIsFound(Class<?> planted) {
    assertTrue(OutsideWorld.rule().evaluate(imported(planted)).hasViolation());
  }

  @ParameterizedTest
  @MethodSource("plantedAndAllowed")
  void whatIsAllowedIsLeftAlone(Class<?> planted) {
    JavaClasses classes = imported(planted);
    assertFalse(OutsideWorld.rule().evaluate(classes).hasViolation());
    Room.ALL.forEach(room -> room.rule().check(classes));
  }

  static List<Room> rooms() {
    return Room.ALL;
  }

  static List<Class<?>> plantedInARoom() {
    return List.of(
        PlantedInSeries.KnowsForecast.class,
        PlantedInSeries.ReadsFile.class,
        PlantedInSeries.ReadsPath.class,
        PlantedInSeries.KnowsSparkTypes.class,
        PlantedInTable.MakesSession.class);
  }

  static List<Class<?>> plantedOutside() {
    return Arrays.asList(PlantedInSeries.OutsideWorld.class.getDeclaredClasses());
  }

  static List<Class<?>> plantedAndAllowed() {
    return List.of(PlantedInSeries.InMemory.class, PlantedInTable.KnowsTypes.class);
  }

  private static JavaClasses imported(Class<?> planted) {
    return new ClassFileImporter().importClasses(planted);
  }
}
