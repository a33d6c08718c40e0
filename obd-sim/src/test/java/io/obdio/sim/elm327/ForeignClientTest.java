package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.pires.obd.commands.ObdCommand;
import com.github.pires.obd.commands.PersistentCommand;
import com.github.pires.obd.commands.SpeedCommand;
import com.github.pires.obd.commands.control.DtcNumberCommand;
import com.github.pires.obd.commands.control.ModuleVoltageCommand;
import com.github.pires.obd.commands.control.TroubleCodesCommand;
import com.github.pires.obd.commands.control.VinCommand;
import com.github.pires.obd.commands.engine.MassAirFlowCommand;
import com.github.pires.obd.commands.engine.RPMCommand;
import com.github.pires.obd.commands.fuel.FuelLevelCommand;
import com.github.pires.obd.commands.protocol.AdaptiveTimingCommand;
import com.github.pires.obd.commands.protocol.AvailablePidsCommand_01_20;
import com.github.pires.obd.commands.protocol.DescribeProtocolNumberCommand;
import com.github.pires.obd.commands.protocol.EchoOffCommand;
import com.github.pires.obd.commands.protocol.HeadersOffCommand;
import com.github.pires.obd.commands.protocol.LineFeedOffCommand;
import com.github.pires.obd.commands.protocol.ObdRawCommand;
import com.github.pires.obd.commands.protocol.ObdResetCommand;
import com.github.pires.obd.commands.protocol.ResetTroubleCodesCommand;
import com.github.pires.obd.commands.protocol.SelectProtocolCommand;
import com.github.pires.obd.commands.protocol.SpacesOffCommand;
import com.github.pires.obd.commands.protocol.TimeoutCommand;
import com.github.pires.obd.commands.temperature.EngineCoolantTemperatureCommand;
import com.github.pires.obd.enums.ObdProtocols;
import com.github.pires.obd.exceptions.NoDataException;
import io.obdio.sim.BusProtocol;
import io.obdio.sim.DiagnosticConnector;
import io.obdio.sim.SimulatedVehicle;
import io.obdio.sim.elm327.port.ElmTcpServer;
import io.obdio.sim.fault.FaultInjector;
import io.obdio.sim.vehicle.Dtc;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.VehicleSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that we did not write, obd-java-api, against every identity on every bus, over a real
 * TCP connection: it reads the values that were set in the vehicle.
 */
@Timeout(120)
class ForeignClientTest {
  private static final String BUSES = "123456789";

  private final SimulatedVehicle car = SimulatedVehicle.standard();

  static List<Arguments> everyAdapterOnEveryBus() {
    List<Arguments> all = new ArrayList<>();
    for (ElmIdentity identity : ElmIdentity.values()) {
      for (int i = 0; i < BUSES.length(); i++) {
        all.add(Arguments.of(identity, BUSES.charAt(i)));
      }
    }
    return all;
  }

  private static <C extends ObdCommand> C run(Socket socket, C command)
      throws IOException, InterruptedException {
    command.run(socket.getInputStream(), socket.getOutputStream());
    return command;
  }

  @ParameterizedTest
  @MethodSource("everyAdapterOnEveryBus")
  void readsTheCar(ElmIdentity identity, char digit) throws Exception {
    car.vehicle().set(VehicleSignal.RPM, 2512.5);
    car.vehicle().set(VehicleSignal.SPEED, 87);
    car.vehicle().set(VehicleSignal.COOLANT_TEMPERATURE, 91);
    car.vehicle().set(VehicleSignal.MAF, 17.25);
    car.vehicle().set(VehicleSignal.FUEL_LEVEL, 40);
    car.vehicle().set(VehicleSignal.VOLTAGE, 14);
    car.vehicle().memory(EcuKind.ENGINE).store(Dtc.parse("P0301"));
    ElmConfig config =
        ElmConfig.DEFAULT.with(identity).with(Objects.requireNonNull(BusProtocol.ofDigit(digit)));
    try (ElmTcpServer server =
            ElmTcpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                config,
                DiagnosticConnector.of(car),
                new FaultInjector());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      initialise(socket);
      assertEquals("41", run(socket, new AvailablePidsCommand_01_20()).getResult().substring(0, 2));
      assertEquals(
          "A" + digit, run(socket, new DescribeProtocolNumberCommand()).getResult(), "ATDPN");
      assertEquals(2512, run(socket, new RPMCommand()).getRPM());
      assertEquals(87, run(socket, new SpeedCommand()).getMetricSpeed());
      assertEquals(91, run(socket, new EngineCoolantTemperatureCommand()).getTemperature());
      assertEquals(17.25, run(socket, new MassAirFlowCommand()).getMAF());
      assertEquals(40, run(socket, new FuelLevelCommand()).getFuelLevel(), 0.2);
      assertEquals(14, run(socket, new ModuleVoltageCommand()).getVoltage());
      assertEquals(
          car.vehicle().vin(), run(socket, new VinCommand()).getFormattedResult(), "the VIN");
      codes(socket);
      assertThrows(NoDataException.class, () -> run(socket, new ObdRawCommand("01 E6")));
    }
  }

  private static void initialise(Socket socket) throws IOException, InterruptedException {
    PersistentCommand.reset(); // it would not ask a second time
    for (ObdCommand command :
        List.of(
            new ObdResetCommand(),
            new EchoOffCommand(),
            new EchoOffCommand(),
            new LineFeedOffCommand(),
            new SpacesOffCommand(),
            new HeadersOffCommand(),
            new AdaptiveTimingCommand(1),
            new TimeoutCommand(62),
            new SelectProtocolCommand(ObdProtocols.AUTO))) {
      run(socket, command);
    }
  }

  private static void codes(Socket socket) throws IOException, InterruptedException {
    DtcNumberCommand number = run(socket, new DtcNumberCommand());
    assertEquals(1, number.getTotalAvailableCodes());
    assertEquals(true, number.getMilOn());
    assertEquals(
        "P0301", run(socket, new TroubleCodesCommand()).getFormattedResult().substring(0, 5));
    run(socket, new ResetTroubleCodesCommand());
    assertEquals(0, run(socket, new DtcNumberCommand()).getTotalAvailableCodes());
  }
}
