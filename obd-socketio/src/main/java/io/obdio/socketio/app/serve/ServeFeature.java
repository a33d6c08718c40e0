package io.obdio.socketio.app.serve;

import io.obdio.core.command.Commands;
import io.obdio.socketio.app.failure.UserError;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.server.ServerOptions;

/**
 * An optional part of {@code obdio serve}: a set of flags that adds routes, events or background
 * work to the server. The classes of a part that is off are not loaded.
 */
public interface ServeFeature {

  /**
   * Adds the part to the server, which does not listen yet, if the flags enable it. {@link
   * ObdIo#addFace} and {@link ObdIo#beforeClose} register what ends with the server.
   *
   * @throws UserError if a flag has a value that the user must correct
   */
  void addTo(ObdIo io, Commands commands, ServerOptions options);
}
