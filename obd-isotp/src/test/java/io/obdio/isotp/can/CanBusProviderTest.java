package io.obdio.isotp.can;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers of CAN buses that cannot be loaded. */
class CanBusProviderTest {

  /** A driver of virtual buses. */
  public static final class VirtualProvider implements CanBusProvider {

    @Override
    public String scheme() {
      return "virtual";
    }

    @Override
    public CanBus open(String name) {
      return VirtualCanBus.open(name);
    }
  }

  @Test
  void oneBrokenDriverDoesNotAffectTheOthers(@TempDir Path folder) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(CanBusProvider.class.getName()),
        List.of("com.example.Missing", VirtualProvider.class.getName()));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] first = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(first, before)) {
      thread.setContextClassLoader(loader);
      try (CanBus bus = CanBusProvider.open("virtual", "vcan7")) {
        assertEquals("vcan7", bus.name());
      }
      IOException e = assertThrows(IOException.class, () -> CanBusProvider.open("absent", "can0"));
      assertTrue(e.getMessage().contains("there is no driver for 'absent:'"), e.getMessage());
      assertTrue(e.getMessage().contains("com.example.Missing"), e.getMessage());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
