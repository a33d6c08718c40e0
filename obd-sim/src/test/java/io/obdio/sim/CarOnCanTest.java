package io.obdio.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanFrame;
import io.obdio.isotp.can.CanId;
import io.obdio.isotp.can.VirtualCanBus;
import io.obdio.isotp.engine.IsoTpOptions;
import io.obdio.isotp.network.IsoTpNetwork;
import io.obdio.isotp.network.IsoTpStream;
import io.obdio.sim.ecu.EcuAddresses;
import io.obdio.sim.ecu.EcuExtendedAddress;
import io.obdio.sim.vehicle.DrivingCycle;
import io.obdio.sim.vehicle.EcuKind;
import io.obdio.sim.vehicle.SimClock;
import io.obdio.sim.vehicle.Vehicle;
import io.obdio.sim.vehicle.VehicleSignal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CarOnCanTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vehicle vehicle = new Vehicle(SimClock.manual(), 7, DrivingCycle.IDLE);
  private final SimulatedVehicle car = new SimulatedVehicle(vehicle, EnumSet.allOf(EcuKind.class));
  private final String busName = "car-on-can-" + System.nanoTime();
  private final VirtualCanBus carBus = VirtualCanBus.open(busName);
  private final VirtualCanBus testerBus = VirtualCanBus.open(busName);
  private final IsoTpNetwork tester = IsoTpNetwork.open(testerBus);
  private final CarOnCan onCan = CarOnCan.open(car, carBus);

  @AfterEach
  void close() {
    onCan.close();
    tester.close();
    testerBus.close();
    carBus.close();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({
    "7E8, 7E0, 0902, 490201",
    "18DAF110, 18DA10F1, 0902, 490201",
  })
  void sendsTheVinInSeveralFrames(String rx, String tx, String request, String start)
      throws Exception {
    vehicle.setVin("WP0ZZZ99ZTS390000");
    try (IsoTpStream ecu = tester.openConnection(CanId.parse(rx), CanId.parse(tx))) {
      String answer = hex(ecu.request(bytes(request), PATIENCE));
      assertEquals(start + hex("WP0ZZZ99ZTS390000".getBytes(StandardCharsets.US_ASCII)), answer);
    }
  }

  @Test
  void theFramesAreThoseOfTheStandard() throws Exception {
    vehicle.setVin("WP0ZZZ99ZTS390000");
    LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
    CanId engine = CanId.parse("7E8");
    testerBus.subscribe(List.of(CanFilter.exactly(engine)), frame -> frames.add(frame.toString()));
    testerBus.send(CanFrame.of(CanId.parse("7E0"), bytes("0209020000000000")));
    assertEquals("7E8#1014490201575030", frames.poll(20, TimeUnit.SECONDS));
    // Nothing more comes without our flow control; block size 1 gives one frame.
    testerBus.send(CanFrame.of(CanId.parse("7E0"), bytes("3001000000000000")));
    assertEquals("7E8#215A5A5A39395A54", frames.poll(20, TimeUnit.SECONDS));
    testerBus.send(CanFrame.of(CanId.parse("7E0"), bytes("3000000000000000")));
    assertEquals("7E8#2253333930303030", frames.poll(20, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @CsvSource({"7DF, 7E8 7E9 7EA 7EC", "18DB33F1, 18DAF110 18DAF118 18DAF128 18DAF144"})
  void everyEcuAnswersTheFunctionalRequest(String functional, String ecus) throws Exception {
    CanId id = CanId.parse(functional);
    LinkedBlockingQueue<CanFrame> frames = new LinkedBlockingQueue<>();
    CanFilter all = id.extended() ? CanFilter.allExtended() : CanFilter.allBase();
    testerBus.subscribe(List.of(all), frames::add);
    testerBus.send(CanFrame.of(id, bytes("0201000000000000")));
    Set<String> received = new TreeSet<>();
    while (received.size() < 4) {
      CanFrame frame = frames.poll(20, TimeUnit.SECONDS);
      assertTrue(frame != null && frame.length() == 8, "received so far: " + received);
      assertEquals(0x41, frame.at(1));
      received.add(frame.id().toString());
    }
    assertEquals(new TreeSet<>(List.of(ecus.split(" "))), received);
  }

  @Test
  void answersExtendedAddressingWhereAnEcuHasIt() throws Exception {
    car.settings(EcuKind.ENGINE)
        .orElseThrow()
        .setExtendedAddress(new EcuExtendedAddress(0x6F1, 0x612, 0x12));
    onCan.close();
    LinkedBlockingQueue<String> frames = new LinkedBlockingQueue<>();
    CanFilter answers = CanFilter.exactly(CanId.parse("612"));
    testerBus.subscribe(List.of(answers), frame -> frames.add(frame.toString()));
    CarOnCan again = CarOnCan.open(car, carBus);
    try {
      testerBus.send(CanFrame.of(CanId.parse("6F1"), bytes("1302010000000000"))); // not its own
      testerBus.send(CanFrame.of(CanId.parse("6F1"), bytes("1202010000000000")));
      String answer = frames.poll(20, TimeUnit.SECONDS);
      assertTrue(answer != null && answer.startsWith("612#F1064100"), answer);
      assertEquals(0, frames.size());
    } finally {
      again.close();
    }
  }

  @Test
  void twoEcusShareARequestIdentifierWithExtendedAddressing() throws Exception {
    car.settings(EcuKind.ENGINE)
        .orElseThrow()
        .setExtendedAddress(new EcuExtendedAddress(0x6F1, 0x612, 0x12));
    car.settings(EcuKind.TRANSMISSION)
        .orElseThrow()
        .setExtendedAddress(new EcuExtendedAddress(0x6F1, 0x618, 0x18));
    onCan.close();
    CarOnCan again = CarOnCan.open(car, carBus);
    try (IsoTpStream engine = tester.openConnection(extended(0x612, 0x12), IsoTpOptions.DEFAULTS);
        IsoTpStream other = tester.openConnection(extended(0x618, 0x18), IsoTpOptions.DEFAULTS)) {
      assertEquals("62F187", hex(engine.request(bytes("22F187"), PATIENCE)).substring(0, 6));
      String part = hex("OBDIO-TCM-0001".getBytes(StandardCharsets.US_ASCII));
      assertEquals("62F187" + part, hex(other.request(bytes("22F187"), PATIENCE)));
    } finally {
      again.close();
    }
  }

  private static IsoTpAddress extended(int answer, int address) {
    return IsoTpAddress.extended(CanId.base(0x6F1), CanId.base(answer), 0xF1, address);
  }

  /** Offsets that makers use: +8 (Toyota), +6A (Volkswagen), +20 (Nissan). */
  @ParameterizedTest
  @CsvSource({"7B0, 7B8", "714, 77E", "743, 763"})
  void anEcuAnswersAtAnotherOffset(String request, String answer) throws Exception {
    int requestId = Integer.parseInt(request, 16);
    int answerId = Integer.parseInt(answer, 16);
    car.settings(EcuKind.ABS)
        .orElseThrow()
        .setAddresses(new EcuAddresses(requestId, answerId, 0x28).withFunctional(false));
    onCan.close();
    LinkedBlockingQueue<CanFrame> toAll = new LinkedBlockingQueue<>();
    testerBus.subscribe(List.of(CanFilter.allBase()), toAll::add);
    CarOnCan again = CarOnCan.open(car, carBus);
    try (IsoTpStream abs = tester.openConnection(CanId.parse(answer), CanId.parse(request))) {
      String part = hex("OBDIO-ABS-0001".getBytes(StandardCharsets.US_ASCII));
      assertEquals("62F187" + part, hex(abs.request(bytes("22F187"), PATIENCE)));
      // The last frame of that response may arrive here after it has arrived at the tester.
      CanFrame last = toAll.poll(20, TimeUnit.SECONDS);
      while (last != null && !(last.id().toString().equals(answer) && last.data()[0] == 0x22)) {
        last = toAll.poll(20, TimeUnit.SECONDS);
      }
      assertNotNull(last, "the last consecutive frame");
      testerBus.send(CanFrame.of(CanId.parse("7DF"), bytes("0201000000000000")));
      Set<String> received = new TreeSet<>();
      while (received.size() < 3) {
        CanFrame frame = toAll.poll(20, TimeUnit.SECONDS);
        assertTrue(frame != null, "received so far: " + received);
        received.add(frame.id().toString());
      }
      assertEquals(Set.of("7E8", "7E9", "7EC"), received);
    } finally {
      again.close();
    }
  }

  @Test
  void takesALongRequestWithItsOwnFlowControl() throws Exception {
    try (IsoTpStream ecu = tester.openConnection(CanId.parse("7E8"), CanId.parse("7E0"))) {
      vehicle.set(VehicleSignal.RPM, 850);
      vehicle.set(VehicleSignal.SPEED, 0);
      String serial = hex("000000000007".getBytes(StandardCharsets.US_ASCII));
      String part = hex("OBDIO-ECM-0001".getBytes(StandardCharsets.US_ASCII));
      assertEquals(
          "62F40C0D48F40D00F18C" + serial + "F187" + part,
          hex(ecu.request(bytes("22F40CF40DF18CF187"), PATIENCE)));
    }
  }

  @Test
  void announcesASlowAnswer() throws Exception {
    try (IsoTpStream ecu = tester.openConnection(CanId.parse("7E8"), CanId.parse("7E0"))) {
      assertEquals("7F2278", hex(ecu.request(bytes("2220F0"), PATIENCE)));
      byte[] answer = ecu.receive(PATIENCE);
      assertEquals(123, answer.length);
      assertTrue(hex(answer).startsWith("6220F0"));
    }
  }

  @Test
  void theCellsOfTheBatteryComeInALongMessage() throws Exception {
    IsoTpOptions blocks = IsoTpOptions.builder().blockSize(4).padding(0).build();
    try (IsoTpStream ecu =
        tester.openConnection(
            IsoTpAddress.normal(CanId.parse("7E4"), CanId.parse("7EC")), blocks)) {
      assertEquals(195, ecu.request(bytes("222310"), PATIENCE).length);
    }
  }
}
