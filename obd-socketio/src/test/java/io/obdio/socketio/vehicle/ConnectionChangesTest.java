package io.obdio.socketio.vehicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.core.connection.ObdConnection;
import io.obdio.core.testing.ScriptedTransport;
import io.obdio.core.transport.ConnectionStatus;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.socketio.hub.ObdHub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of a connection are reported to the listeners. */
class ConnectionChangesTest {

  /** Ignores what the connection itself reports; the test reports changes late. */
  private static final OpenConnection.Listener NONE =
      new OpenConnection.Listener() {
        @Override
        public void statusChanged(
            OpenConnection connection, ConnectionStatus status, String reason) {}

        @Override
        public void discovered(OpenConnection connection) {}
      };

  @Test
  void aStatusOfTheOpeningIsNotReportedAfterTheVehicleHasAnswered() throws Exception {
    List<ConnectionStatus> reported = new ArrayList<>();
    DiagnosticTransport transport = ScriptedTransport.vehicle();
    try (ObdHub hub = new ObdHub()) {
      OpenConnection open =
          OpenConnection.create(transport, ObdConnection.builder(transport), hub, NONE);
      VehicleListener listener =
          new VehicleListener() {
            @Override
            public void statusChanged(ConnectionStatus status, String reason) {
              reported.add(status);
            }
          };
      ConnectionChanges changes = new ConnectionChanges(() -> open, hub, List.of(listener));
      changes.statusChanged(open, ConnectionStatus.OBD_CONNECTED, "");
      assertEquals(List.of(ConnectionStatus.OBD_CONNECTED), reported, "it has not answered yet");
      open.open();
      changes.statusChanged(open, ConnectionStatus.INTERFACE_OPEN, "");
      changes.statusChanged(open, ConnectionStatus.OBD_CONNECTED, "");
      assertEquals(1, reported.size(), "it has answered");
      changes.notifyListeners(open, ConnectionStatus.CAR_CONNECTED, "");
      changes.statusChanged(open, ConnectionStatus.CAR_CONNECTED, ""); // the same, late
      assertEquals(2, reported.size(), "it is reported once");
      changes.statusChanged(open, ConnectionStatus.NOT_CONNECTED, "unplugged");
      changes.statusChanged(open, ConnectionStatus.NOT_CONNECTED, "no such device");
      assertEquals(
          List.of(
              ConnectionStatus.OBD_CONNECTED,
              ConnectionStatus.CAR_CONNECTED,
              ConnectionStatus.NOT_CONNECTED,
              ConnectionStatus.NOT_CONNECTED),
          reported);
      open.close();
    }
  }
}
