package io.obdio.socketio;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The layers of obd-socketio, as in docs/architecture.md. */
@AnalyzeClasses(
    packages = "io.obdio.socketio",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class LayersTest {

  private static final String ROOT = "io.obdio.socketio.";

  /** The layers, lowest first; a new package is added to one of them. */
  private enum Layer {
    /** HTTP, WebSocket, Engine.IO and Socket.IO, without OBD. */
    WIRE("netty http websocket engineio protocol json server webhook"),
    /** Shared by all faces. */
    COMMON("access vehicle event hub history state alarm gps telemetry rest"),
    /** The APIs of clients. */
    FACE("obd channels devices api"),
    /** Outgoing connections. */
    OUTFLOW("uplink cluster fleet metrics"),
    /** The program. */
    APP("app");

    private final String packages;

    Layer(String packages) {
      this.packages = packages;
    }

    String[] packages() {
      return packages.split(" ");
    }

    boolean mayUse(Layer other) {
      return switch (this) {
        case WIRE, COMMON -> other.compareTo(this) <= 0;
        case FACE, OUTFLOW -> other.compareTo(COMMON) <= 0;
        case APP -> true;
      };
    }
  }

  private static final Map<String, Layer> LAYERS =
      Stream.of(Layer.values())
          .flatMap(layer -> Stream.of(layer.packages()).map(name -> Map.entry(name, layer)))
          .collect(Collectors.toMap(Entry::getKey, Entry::getValue));

  /**
   * The packages that may import a library; every other package of obd-socketio must not, except
   * for the program. Frames that many clients share are buffers of Netty, also in faces; the client
   * of Redis has event loops of Netty.
   */
  private static final Map<String, String[]> LIBRARIES =
      Map.of(
          "io.netty..",
          packages(
              "netty",
              "http",
              "websocket",
              "engineio",
              "protocol",
              "server.internal",
              "server.netty",
              "devices",
              "cluster.redis"),
          "tools.jackson..",
          packages("json"),
          "org.sqlite..",
          packages("history"),
          "com.hivemq..",
          packages("uplink.mqtt"),
          "io.lettuce..",
          packages("cluster.redis"),
          "org.apache.kafka..",
          packages("fleet.kafka"),
          "io.prometheus..",
          packages("metrics"));

  @ArchTest
  static final ArchRule everyPackageBelongsToALayer =
      classes()
          .should(
              new Condition("belong to a layer") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (!LAYERS.containsKey(folder(type))) {
                    violation(
                        type, type.getName() + ": its package is in no layer of this test", events);
                  }
                }
              });

  @ArchTest
  static final ArchRule aLayerUsesOnlyLayersBelow =
      classes()
          .should(
              new Condition("use only layers below") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getDirectDependenciesFromSelf().stream()
                      .filter(dependency -> !allowed(dependency))
                      .forEach(dependency -> violation(type, dependency.getDescription(), events));
                }
              });

  @ArchTest
  static final ArchRule theWireHasNoTypesOfObd =
      noClasses()
          .that(resideInAnyPackage(packages(Layer.WIRE.packages())))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.obdio.core..");

  @ArchTest
  static final ArchRule clustersHaveNoTypesOfObd =
      noClasses()
          .that(resideInAnyPackage(packages("cluster")))
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.obdio.core..")
                  .or(resideInAnyPackage(packages(Layer.COMMON.packages()))));

  @ArchTest
  static final ArchRule onlyTheProgramNamesOtherModulesGuiceAndPicocli =
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage(ROOT + "app..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.obdio.isotp..",
              "io.obdio.elm327..",
              "io.obdio.slcan..",
              "io.obdio.socketcan..",
              "io.obdio.sim..",
              "com.google.inject..",
              "picocli..");

  @ArchTest
  static final ArchRule aLibraryIsImportedWhereItBelongs =
      classes()
          .should(
              new Condition("import only libraries of their package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  LIBRARIES.forEach(
                      (library, packages) -> {
                        if (!resideInAnyPackage(packages).test(type)
                            && !folder(type).equals("app")) {
                          type.getDirectDependenciesFromSelf().stream()
                              .filter(d -> resideInAPackage(library).test(d.getTargetClass()))
                              .forEach(d -> violation(type, d.getDescription(), events));
                        }
                      });
                }
              });

  private static boolean allowed(Dependency dependency) {
    JavaClass target = dependency.getTargetClass();
    if (!target.getPackageName().startsWith(ROOT)) {
      return true;
    }
    String from = folder(dependency.getOriginClass());
    String to = folder(target);
    Layer layer = LAYERS.get(from);
    return from.equals(to) || layer != null && layer.mayUse(LAYERS.getOrDefault(to, Layer.APP));
  }

  /** Returns the first part of the package's name below the root. */
  private static String folder(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()).split("\\.", 2)[0] : "";
  }

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  private abstract static class Condition extends ArchCondition<JavaClass> {
    Condition(String description) {
      super(description);
    }

    static void violation(JavaClass type, String message, ConditionEvents events) {
      events.add(SimpleConditionEvent.violated(type, message));
    }
  }
}
