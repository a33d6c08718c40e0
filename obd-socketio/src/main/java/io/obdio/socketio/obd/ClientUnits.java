package io.obdio.socketio.obd;

import io.obdio.core.unit.UnitSystem;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.event.EventArgs;
import io.obdio.socketio.event.EventRow;
import io.obdio.socketio.event.EventTable;
import io.obdio.socketio.event.UnitsOption;
import io.obdio.socketio.server.Socket;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.UnitsJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The systems of units in which clients receive quantities: that of the option {@code units} of a
 * request, else that of the event {@code set_units}, else the units of the commands. The system of
 * a client is kept in the data of its socket, so that a recovered session has it too.
 *
 * <p>Threads: any thread may call any method.
 */
final class ClientUnits {

  private static final String KEY = "obdio.units";

  void register(EventTable table) {
    table.put(EventRow.answering("units", Scope.READ, ClientUnits::units));
    table.put(EventRow.acknowledging("set_units", Scope.READ, ClientUnits::setUnits));
  }

  private static Object units(Socket socket, EventArgs args) throws RequestException {
    Object asked = args.at(0);
    return UnitsJson.of(asked == null ? UnitSystem.standard() : List.of(UnitsOption.parse(asked)));
  }

  private static @Nullable Object setUnits(Socket socket, EventArgs args) throws RequestException {
    Object given = args.present(0, "a system of units, such as \"imperial_us\", or null");
    if (given == null || UnitsOption.parse(given).equals(UnitSystem.AS_DEFINED)) {
      socket.data().remove(KEY);
    } else {
      socket.data().put(KEY, given);
    }
    return null;
  }

  /** Returns the system that a client has set. */
  UnitSystem of(Socket socket) {
    Object given = socket.data().get(KEY);
    try {
      return given == null ? UnitSystem.AS_DEFINED : UnitsOption.parse(given);
    } catch (RequestException e) {
      return UnitSystem.AS_DEFINED; // the data of a session that another version saved
    }
  }

  /**
   * Returns the system for the answer to a request.
   *
   * @param index index of the options object among the arguments
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the option is not a system of units
   */
  UnitSystem of(Socket socket, EventArgs args, int index) throws RequestException {
    Object given = UnitsOption.of(args, index);
    return given == null ? of(socket) : UnitsOption.parse(given);
  }
}
