package io.obdio.bench.load;

import io.netty.util.internal.PlatformDependent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * The server process's end of the pipe to the load program: it prints the port, answers every line
 * with the memory in use after a collection, and returns when the pipe ends.
 */
final class Control {
  private Control() {}

  static void serve(int port) throws IOException {
    System.out.println("PORT " + port);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.println("HEAP " + heap + " " + PlatformDependent.usedDirectMemory());
    }
  }
}
