package io.obdio.socketio.server.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of events and acknowledgements. */
final class Arguments {
  private Arguments() {}

  /**
   * Returns the arguments as an unmodifiable list.
   *
   * @param args null, which {@code emit("x", null)} passes, means one argument that is null
   */
  static List<@Nullable Object> list(@Nullable Object @Nullable [] args) {
    return args == null
        ? Collections.singletonList(null)
        : Collections.unmodifiableList(Arrays.asList(args.clone()));
  }
}
