package io.demandforecast.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * What lies outside a computation and yet in packages it may know: clocks, chance, the environment
 * of the process. A result that depends on them is not the same tomorrow or elsewhere.
 */
final class OutsideWorld {
  private static final Set<String> MEMBERS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.exit",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.in",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.Math.random",
          "java.lang.Thread.sleep",
          "java.time.ZoneId.systemDefault",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  private static final Set<String> TYPES =
      Set.of(
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Timer");

  /** Made without an argument, these ask the clock. */
  private static final Set<String> WITHOUT_ARGUMENT =
      Set.of("java.util.Date", "java.util.GregorianCalendar", "java.util.Random");

  private OutsideWorld() {}

  static ArchRule rule() {
    return noClasses().should().accessTargetWhere(new Reached());
  }

  private static final class Reached extends DescribedPredicate<JavaAccess<?>> {
    Reached() {
      super("a clock, chance, or the environment of the process is asked");
    }

    @Override
    public boolean test(JavaAccess<?> access) {
      AccessTarget target = access.getTarget();
      String owner = target.getOwner().getName();
      return TYPES.contains(owner)
          || MEMBERS.contains(owner + "." + target.getName())
          || (owner.startsWith("java.time.") && target.getName().equals("now"))
          || (WITHOUT_ARGUMENT.contains(owner) && isConstructorWithoutArgument(target));
    }

    private static boolean isConstructorWithoutArgument(AccessTarget target) {
      return target instanceof AccessTarget.ConstructorCallTarget constructor
          && constructor.getRawParameterTypes().isEmpty();
    }
  }
}
