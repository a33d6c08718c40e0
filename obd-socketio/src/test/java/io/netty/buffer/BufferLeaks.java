package io.netty.buffer;

import io.netty.util.ResourceLeakDetector;
import org.jspecify.annotations.NullMarked;

/** Reaches the leak detector of buffers, which is known in its own package only. */
@NullMarked
public final class BufferLeaks {
  private BufferLeaks() {}

  /** Sets the listener for leaked buffers. */
  public static void listen(ResourceLeakDetector.LeakListener listener) {
    AbstractByteBuf.leakDetector.setLeakListener(listener);
  }
}
