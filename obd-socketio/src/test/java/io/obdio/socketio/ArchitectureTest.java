package io.obdio.socketio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions between modules and packages, as docs/architecture.md draws them. */
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

  @ArchTest
  static final ArchRule coreNeedsTheJdkAndSlf4jAlone =
      classes()
          .that(resideInAPackage("io.obdio.core..").and(not("io.obdio.core.definition..")))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.core..", JDK, SLF4J, JSPECIFY).or(primitives()));

  @ArchTest
  static final ArchRule onlyDefinitionsUseJacksonInCore =
      classes()
          .that()
          .resideInAPackage("io.obdio.core.definition..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.core..", JDK, SLF4J, JSPECIFY, "tools.jackson..")
                  .or(primitives()));

  @ArchTest
  static final ArchRule isotpStandsAlone =
      classes()
          .that(resideInAPackage("io.obdio.isotp..").and(not("io.obdio.isotp.transport..")))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.isotp..", JDK, SLF4J, JSPECIFY).or(primitives()));

  @ArchTest
  static final ArchRule isotpTransportNeedsCore =
      classes()
          .that()
          .resideInAPackage("io.obdio.isotp.transport..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("io.obdio.isotp..", "io.obdio.core..", JDK, SLF4J, JSPECIFY)
                  .or(primitives()));

  @ArchTest
  static final ArchRule driversKnowNeitherEachOtherNorSimulatorNorServer =
      noClasses()
          .that()
          .resideInAnyPackage("io.obdio.elm327..", "io.obdio.socketcan..")
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
  static final ArchRule simulatorKnowsNoDriver =
      noClasses()
          .that()
          .resideInAPackage("io.obdio.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.obdio.elm327..", "io.obdio.socketcan..", "io.obdio.socketio..");

  @ArchTest
  static final ArchRule socketIoKnowsNothingOfObd =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.obdio.socketio.engineio..",
              "io.obdio.socketio.protocol..",
              "io.obdio.socketio.server..",
              "io.obdio.socketio.json..",
              "io.obdio.socketio.websocket..",
              "io.obdio.socketio.http..",
              "io.obdio.socketio.netty..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.obdio.core..",
              "io.obdio.socketio.hub..",
              "io.obdio.socketio.vehicle..",
              "io.obdio.socketio.event..",
              "io.obdio.socketio.obd..",
              "io.obdio.socketio.app..");

  @ArchTest
  static final ArchRule onlyAppNamesOtherModulesGuiceAndPicocli =
      noClasses()
          .that(resideInAPackage("io.obdio.socketio..").and(not("io.obdio.socketio.app..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.obdio.isotp..",
              "io.obdio.elm327..",
              "io.obdio.socketcan..",
              "io.obdio.sim..",
              "com.google.inject..",
              "picocli..",
              "tools.jackson.dataformat..");

  @ArchTest
  static final ArchRule onlyJsonUsesJacksonInTheServer =
      noClasses()
          .that(
              resideInAPackage("io.obdio.socketio..")
                  .and(not("io.obdio.socketio.json.."))
                  .and(not("io.obdio.socketio.app..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("tools.jackson..");

  @ArchTest
  static final ArchRule modulesHaveNoPackageCycles =
      slices().matching("io.obdio.(*).(*)..").should().beFreeOfCycles();

  private static DescribedPredicate<JavaClass> not(String packages) {
    return DescribedPredicate.not(resideInAPackage(packages));
  }

  /** Primitives and their arrays have no package. */
  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitives", type -> type.getBaseComponentType().isPrimitive());
  }
}
