package io.obdio.socketio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.ElmConfig;
import io.obdio.sim.elm327.ElmIdentity;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code obdio query} without names: everything that is reported as supported has a value. */
@Timeout(60)
class BareQueryTest {

  @ParameterizedTest
  @CsvSource({
    "J1850_PWM, false", "J1850_VPW, false", "ISO_9141, false", "KWP_SLOW, false",
    "KWP_FAST, false", "CAN_11_500, false", "CAN_29_500, false", "ISO_9141, true",
    "KWP_FAST, true", "CAN_11_500, true"
  })
  void hasNoErrors(BusProtocol bus, boolean frozen) throws Exception {
    SimulatedVehicle vehicle = SimulatedVehicle.standard();
    if (frozen) {
      vehicle.vehicle().memory(EcuKind.ENGINE).store(Dtc.parse("P0133"));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try (ElmTcpServer server =
        ElmTcpServer.startDongle(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ElmConfig.DEFAULT.with(ElmIdentity.CLONE_1_5).with(bus),
            DiagnosticConnector.of(vehicle),
            new FaultInjector())) {
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out, true));
      line.setErr(new PrintWriter(err, true));
      int exit = Main.run(line, "query", "--transport", "elm327://127.0.0.1:" + server.port());
      assertEquals("", err.toString());
      assertEquals(0, exit);
    }
    String values = out.toString();
    assertEquals(frozen, values.contains("\nDTC_RPM "), values);
    assertEquals(frozen, values.contains("\nFREEZE_DTC "), values);
    assertEquals(!bus.isCan(), values.contains("\nTEST_ID_01 "), values);
    assertEquals(bus.isCan(), values.contains("\nMONITOR_O2_B1S1 "), values);
    assertEquals(!bus.isCan(), values.contains("\nO2_TEST_MIN_VOLTAGE_B1S2 "), values);
    assertFalse(values.contains("O2_TEST_MIN_VOLTAGE_B2S1"), values);
    assertTrue(values.contains("\nVIN "), values);
  }
}
