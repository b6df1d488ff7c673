package io.demandforecast.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/**
 * A package of the library, and who it may know: the rooms named, the JDK without the outside
 * world, and nothing else.
 *
 * @param name the package below the root
 * @param rooms other rooms it may know
 * @param libraries packages of other libraries it may know
 */
record Room(String name, List<String> rooms, List<String> libraries) {
  static final String ROOT = "io.demandforecast";

  static final List<Room> ALL =
      List.of(
          new Room("digest", List.of(), List.of()),
          new Room("series", List.of(), List.of()),
          new Room("feature", List.of("series", "digest"), List.of()),
          new Room("forecast", List.of("series", "feature"), List.of()),
          new Room("uncertainty", List.of("series", "feature", "forecast"), List.of()),
          new Room("metric", List.of("series"), List.of()),
          new Room("table", List.of(), List.of("org.apache.spark.sql.types")));

  private static final String[] JDK = {
    "java.lang",
    "java.lang.annotation",
    "java.lang.invoke",
    "java.lang.runtime",
    "java.math",
    "java.nio",
    "java.nio.charset",
    "java.security",
    "java.text",
    "java.time..",
    "java.util",
    "java.util.function",
    "java.util.regex",
    "java.util.stream",
    "java.util.zip"
  };

  /** Of java.io: what a value needs to be sent, and streams that others open. */
  private static final Set<String> IN_MEMORY =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.DataInputStream",
          "java.io.DataOutputStream",
          "java.io.IOException",
          "java.io.InputStream",
          "java.io.InvalidObjectException",
          "java.io.ObjectStreamException",
          "java.io.OutputStream",
          "java.io.Serial",
          "java.io.Serializable",
          "java.io.UncheckedIOException");

  ArchRule rule() {
    DescribedPredicate<JavaClass> known =
        resideInAPackage(packageOf(name)).or(resideInAnyPackage(JDK)).or(new InMemory());
    for (String room : rooms) {
      known = known.or(resideInAPackage(packageOf(room)));
    }
    for (String library : libraries) {
      known = known.or(resideInAPackage(library));
    }
    return classes()
        .that()
        .resideInAPackage(packageOf(name))
        .should()
        .onlyDependOnClassesThat(known.as("the room %s may know", name))
        .allowEmptyShould(true);
  }

  @Override
  public String toString() {
    return name;
  }

  private static String packageOf(String room) {
    return ROOT + "." + room + "..";
  }

  private static final class InMemory extends DescribedPredicate<JavaClass> {
    InMemory() {
      super("are values or streams in memory");
    }

    @Override
    public boolean test(JavaClass type) {
      JavaClass element = type.getBaseComponentType();
      return element.isPrimitive() || IN_MEMORY.contains(element.getName());
    }
  }
}
