package io.obdio.socketio.testing;

import io.netty.buffer.BufferLeaks;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class when a buffer was lost without being released. */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
  private static final List<String> LEAKS = new CopyOnWriteArrayList<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    BufferLeaks.listen((type, records) -> LEAKS.add(type + "\n" + records));
    provoke();
    LEAKS.clear(); // what classes before this one lost is theirs
  }

  @Override
  public void afterAll(ExtensionContext context) {
    provoke();
    List<String> leaks = List.copyOf(LEAKS);
    LEAKS.clear();
    Assertions.assertEquals(List.of(), leaks, "buffers lost without release");
  }

  /** A lost buffer is reported when, after a collection, another one is allocated. */
  private static void provoke() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      for (int j = 0; j < 20; j++) {
        ByteBufAllocator.DEFAULT.directBuffer(16).release();
        ByteBufAllocator.DEFAULT.heapBuffer(16).release();
      }
    }
  }
}
