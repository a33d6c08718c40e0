package io.obdio.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

/** Definitions in a program without Jackson, which is an optional dependency. */
class MissingLibraryTest {

  @ParameterizedTest
  @CsvSource({"list.csv, jackson-dataformat-csv", "signals.json, jackson-databind"})
  void theArtifactIsNamed(String name, String artifact, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "{}\n");
    URL[] classPath = {locationOf(Definitions.class), locationOf(Logger.class)};
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> definitions = loader.loadClass(Definitions.class.getName());
      InvocationTargetException e =
          assertThrows(
              InvocationTargetException.class,
              () -> definitions.getMethod("load", Path.class).invoke(null, file));
      assertEquals(DefinitionException.class.getName(), e.getCause().getClass().getName());
      assertTrue(e.getCause().getMessage().contains(artifact), e.getCause().getMessage());
    }
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
