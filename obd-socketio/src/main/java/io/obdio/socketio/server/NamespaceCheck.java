package io.obdio.socketio.server;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A check of the names of dynamic namespaces; runs on an event loop and must not block. */
@FunctionalInterface
public interface NamespaceCheck {

  /**
   * Decides about a name that a client connects to and that does not exist.
   *
   * @param name with its leading slash
   * @param auth the payload of the client
   * @return completes with whether the namespace is created
   */
  CompletionStage<Boolean> allows(String name, Map<String, @Nullable Object> auth);
}
