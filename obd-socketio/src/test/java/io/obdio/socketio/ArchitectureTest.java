package io.obdio.socketio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The directions between modules and packages, as in docs/architecture.md. */
@AnalyzeClasses(
    packages = "io.obdio",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The contract suites of other modules come in jars. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String JDK = "java..";
  private static final String SLF4J = "org.slf4j..";
  private static final String JSPECIFY = "org.jspecify..";
  private static final String ERROR_PRONE = "com.google.errorprone.annotations..";

  @ArchTest
  static final ArchRule coreNeedsTheJdkAndSlf4jAlone =
      classes()
          .that(resideInAPackage("io.obdio.core..").and(not("io.obdio.core.definition..")))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.core..", JDK, SLF4J, JSPECIFY, ERROR_PRONE)
                  .or(primitives()));

  @ArchTest
  static final ArchRule onlyDefinitionsUseJacksonInCore =
      classes()
          .that()
          .resideInAPackage("io.obdio.core.definition..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.obdio.core..", JDK, SLF4J, JSPECIFY, ERROR_PRONE, "tools.jackson..")
                  .or(primitives()));

  @ArchTest
  static final ArchRule isotpNeedsNoOtherModule =
      classes()
          .that(resideInAPackage("io.obdio.isotp..").and(not("io.obdio.isotp.transport..")))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.isotp..", JDK, SLF4J, JSPECIFY, ERROR_PRONE)
                  .or(primitives()));

  @ArchTest
  static final ArchRule isotpTransportNeedsCore =
      classes()
          .that()
          .resideInAPackage("io.obdio.isotp.transport..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.obdio.isotp..", "io.obdio.core..", JDK, SLF4J, JSPECIFY, ERROR_PRONE)
                  .or(primitives()));

  @ArchTest
  static final ArchRule driversKnowNeitherEachOtherNorSimulatorNorServer =
      noClasses()
          .that()
          .resideInAnyPackage("io.obdio.elm327..", "io.obdio.slcan..", "io.obdio.socketcan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.obdio.sim..", "io.obdio.socketio..");

  @ArchTest
  static final ArchRule elm327DoesNotKnowSocketCan =
      noClasses()
          .that()
          .resideInAPackage("io.obdio.elm327..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.obdio.socketcan..");

  @ArchTest
  static final ArchRule socketCanDoesNotKnowElm327 =
      noClasses()
          .that()
          .resideInAPackage("io.obdio.socketcan..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.obdio.elm327..");

  @ArchTest
  static final ArchRule slcanUsesNoOtherDriver =
      noClasses()
          .that()
          .resideInAPackage("io.obdio.slcan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.obdio.elm327..", "io.obdio.socketcan..", "tel.schich..");

  @ArchTest
  static final ArchRule simulatorKnowsNoDriver =
      noClasses()
          .that()
          .resideInAPackage("io.obdio.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.obdio.elm327..",
              "io.obdio.slcan..",
              "io.obdio.socketcan..",
              "io.obdio.socketio..");

  /** Fields that one thread accesses, in classes with a lock for other fields. */
  private static final Set<String> CONFINED = Set.of();

  private static final Set<JavaModifier> SAFE =
      Set.of(JavaModifier.FINAL, JavaModifier.VOLATILE, JavaModifier.STATIC);

  private static final DescribedPredicate<JavaClass> HAVE_A_LOCK =
      DescribedPredicate.describe(
          "have a lock",
          type ->
              type.getFields().stream().anyMatch(f -> f.getRawType().isAssignableTo(Lock.class))
                  || type.getMethods().stream()
                      .anyMatch(
                          m ->
                              m.getModifiers().contains(JavaModifier.SYNCHRONIZED)
                                  && !m.getModifiers().contains(JavaModifier.STATIC)));

  /** Returns whether a field is set before the command line's program runs. */
  private static boolean isSetByTheParser(JavaField field) {
    return field.isAnnotatedWith(Option.class) || field.isAnnotatedWith(Spec.class);
  }

  @ArchTest
  static final ArchRule aClassWithALockNamesWhatItGuards =
      classes()
          .that(HAVE_A_LOCK)
          .should(
              new ArchCondition<JavaClass>("have @GuardedBy at each field that is not constant") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (type.getFields().stream()
                      .noneMatch(f -> f.isAnnotatedWith(GuardedBy.class))) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + ": no field"));
                  }
                  type.getFields().stream()
                      .filter(f -> !f.isAnnotatedWith(GuardedBy.class))
                      .filter(f -> Collections.disjoint(f.getModifiers(), SAFE))
                      .filter(f -> !isSetByTheParser(f))
                      .map(f -> type.getSimpleName() + "." + f.getName())
                      .filter(name -> !CONFINED.contains(name))
                      .forEach(name -> events.add(SimpleConditionEvent.violated(type, name)));
                }
              });

  /** The packages; an internal package belongs to its parent. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
          return SliceIdentifier.of(type.getPackageName().replaceFirst("\\.internal\\b.*", ""));
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  @ArchTest
  static final ArchRule modulesHaveNoPackageCycles =
      slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule internalPackagesAreUsedInsideTheirParentOnly =
      classes()
          .that()
          .resideInAPackage("..internal..")
          .should(
              new ArchCondition<JavaClass>("be used inside the parent of their package only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  String name = type.getPackageName();
                  String parent = name.substring(0, name.lastIndexOf(".internal"));
                  type.getDirectDependenciesToSelf().stream()
                      .filter(use -> !inside(parent, use.getOriginClass()))
                      .forEach(
                          use ->
                              events.add(
                                  SimpleConditionEvent.violated(type, use.getDescription())));
                }
              });

  private static boolean inside(String parent, JavaClass user) {
    return (user.getPackageName() + ".").startsWith(parent + ".");
  }

  private static DescribedPredicate<JavaClass> not(String packages) {
    return DescribedPredicate.not(resideInAPackage(packages));
  }

  /** Primitives and their arrays have no package. */
  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitives", type -> type.getBaseComponentType().isPrimitive());
  }
}
