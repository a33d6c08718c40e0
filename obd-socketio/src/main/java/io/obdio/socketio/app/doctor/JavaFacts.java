package io.obdio.socketio.app.doctor;

import io.obdio.elm327.link.JSerialCommPorts;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts about Java.
 *
 * @param version such as {@code 17.0.9}
 * @param feature such as 17
 * @param vendor of the virtual machine
 * @param system the operating system and the architecture, such as {@code Linux aarch64}
 * @param maxHeap the largest heap in bytes
 * @param memory the memory of the machine in bytes; 0 if it is not known
 * @param libraries the native libraries with the reason why they are not usable; empty if they are
 */
record JavaFacts(
    String version,
    int feature,
    String vendor,
    String system,
    long maxHeap,
    long memory,
    Map<String, String> libraries) {

  private static final String SERIAL = "jSerialComm";
  private static final String CAN = "JavaCAN";

  /** Collects the facts; loads the native libraries. */
  static JavaFacts collect(Machine machine) {
    Map<String, String> libraries = new LinkedHashMap<>();
    libraries.put(SERIAL, failure(() -> new JSerialCommPorts().list()));
    if (machine.linux()) {
      libraries.put(CAN, failure(JavaFacts::loadJavaCan));
    }
    return new JavaFacts(
        System.getProperty("java.version", ""),
        Runtime.version().feature(),
        System.getProperty("java.vendor", ""),
        System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""),
        Runtime.getRuntime().maxMemory(),
        memory(machine),
        libraries);
  }

  private static long memory(Machine machine) {
    for (String line : machine.lines("/proc/meminfo")) {
      if (line.startsWith("MemTotal:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }

  /** An action that loads a library. */
  private interface Load {
    void run() throws ReflectiveOperationException;
  }

  private static String failure(Load load) {
    try {
      load.run();
      return "";
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return "not on the class path";
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return String.valueOf(e);
    }
  }

  /** Loads it by reflection: the module of SocketCAN is optional, and has no stable name. */
  private static void loadJavaCan() throws ReflectiveOperationException {
    Class.forName("io.obdio.socketcan.NativeLibrary").getMethod("load").invoke(null);
  }
}
