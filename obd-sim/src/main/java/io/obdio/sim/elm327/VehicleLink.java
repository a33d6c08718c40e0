package io.obdio.sim.elm327;

import io.obdio.sim.BusProtocol;
import io.obdio.sim.bus.CanNetwork;
import io.obdio.sim.bus.LegacyNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adapter's protocol, the search for it, and the opening of the bus. */
final class VehicleLink {

  /** The order in which a search tries the protocols that are not preferred. */
  private static final String SEARCH_ORDER = "681792345";

  /** The order after AT SS. */
  private static final String STANDARD_ORDER = "123456789";

  private static final long K_LINE_FALLS_ASLEEP = 5_000_000_000L;

  private final Chip chip;
  final CanNetwork can;
  final LegacyNetwork legacy;
  private boolean automatic;
  private @Nullable BusProtocol selected;
  private boolean open;
  private long lastUse;
  private long lastActivity;

  /** Whether the ECUs on the K-line are awake since an initialisation. */
  private boolean woken;

  /** The recent response time of the ECUs for adaptive timing, in nanoseconds; 0 if unknown. */
  long learnt;

  VehicleLink(Chip chip) {
    this.chip = chip;
    BusProtocol p = chip.config.protocol();
    can = new CanNetwork(chip.time, chip.car, p, chip.config.timing().bus(), chip.faults);
    legacy = new LegacyNetwork(chip.time, chip.car, p, chip.config.timing().bus(), chip.faults);
    reset();
  }

  void reset() {
    close();
    choose(chip.memory.protocol, false);
  }

  void close() {
    noticeSleep();
    if (open) {
      lastUse = chip.time.now(); // The wake-up messages were sent until now.
    }
    open = false;
    learnt = 0;
    can.listen(null);
    can.traffic(false);
    legacy.listen(null);
  }

  boolean isOpen() {
    return open;
  }

  /** Returns the selected or found protocol; null before a search. */
  @Nullable BusProtocol protocol() {
    return selected;
  }

  /**
   * Returns the configuration of the CAN controller; null if the protocol is not CAN or unknown.
   */
  @Nullable CanWire wire() {
    BusProtocol p = selected;
    return p == null ? null : wire(p);
  }

  private @Nullable CanWire wire(BusProtocol p) {
    CanWire wire = CanWire.of(p, chip.settings, chip.memory.parameters);
    return wire == null || chip.stn.bitRate == 0 ? wire : wire.at(chip.stn.bitRate);
  }

  /** Returns the factor of the time of AT ST. */
  int timeoutFactor() {
    CanWire wire = wire();
    if (wire == null) {
      return 1;
    }
    ElmSettings s = chip.settings;
    return wire.j1939()
        ? Math.max(s.j1939TimerMultiplier, s.canTimerMultiplier)
        : s.canTimerMultiplier;
  }

  /**
   * Returns how long the bus has been idle, in nanoseconds. While the vehicle is awake its ECUs
   * communicate all the time. Activity between calls is not known.
   */
  long silence() {
    if (can.awake()) {
      lastActivity = chip.time.now();
    }
    return chip.time.now() - lastActivity;
  }

  /** Treats the bus as open, although no ECU was woken. */
  void bypass() {
    noticeSleep();
    open = selected != null;
    lastUse = chip.time.now();
  }

  /** Returns whether the ECUs understand requests at present. */
  boolean ecusListen(BusProtocol p) {
    return p == chip.config.protocol()
        && (p.bus() != BusProtocol.Bus.K_LINE || woken && kLineReadable());
  }

  private boolean kLineReadable() {
    return chip.settings.isoBaud == chip.config.protocol().bitRate();
  }

  /**
   * Selects a protocol as {@code AT SP} and {@code AT TP} do: {@code 6}, {@code A6}, {@code 0},
   * {@code 00}.
   */
  void choose(String argument, boolean save) {
    close();
    boolean auto = argument.length() == 2 && argument.charAt(0) == 'A';
    BusProtocol p = BusProtocol.ofDigit(argument.charAt(argument.length() - 1));
    automatic = auto || p == null;
    selected = p;
    if (save) {
      chip.memory.protocol = (automatic && p != null ? "A" : "") + (p == null ? '0' : p.digit());
    }
  }

  /** Returns the text of {@code AT DP}. */
  String describe() {
    BusProtocol p = selected;
    if (p == null) {
      return "AUTO";
    }
    CanWire wire = wire(p);
    boolean user = p == BusProtocol.USER1 || p == BusProtocol.USER2;
    String title = user && wire != null ? p.name() + " (" + wire.title() + ")" : p.title();
    return automatic ? "AUTO, " + title : title;
  }

  /** Returns the text of {@code AT DPN}. */
  String describeByNumber() {
    BusProtocol p = selected;
    return (automatic ? "A" : "") + (p == null ? '0' : p.digit());
  }

  /** Opens the bus if necessary and sends a request, or prints why it cannot. */
  void request(Outgoing request) {
    whenOpen(() -> transmit(request));
  }

  /** Opens the bus if necessary and runs an action, or prints why it cannot. */
  void whenOpen(Runnable then) {
    BusProtocol p = selected;
    noticeSleep();
    if (open && p != null && fellAsleep(p)) {
      open = false;
    }
    if (open && p != null && p.isCan() && !can.acknowledges()) {
      open = false;
      canError();
      return;
    }
    lastUse = chip.time.now();
    if (open) {
      then.run();
    } else if (automatic || p == null) {
      search(then);
    } else {
      openFixed(p, then);
    }
  }

  /**
   * Notes that ECUs on the K-line fall asleep after a while unless the adapter sends wake-up
   * messages.
   */
  private void noticeSleep() {
    boolean kept = open && keepsAwake();
    if (!kept && chip.time.now() - lastUse > K_LINE_FALLS_ASLEEP) {
      woken = false;
    }
  }

  private boolean fellAsleep(BusProtocol p) {
    return p.bus() == BusProtocol.Bus.K_LINE
        && chip.settings.wakeUpMillis == 0
        && chip.time.now() - lastUse > K_LINE_FALLS_ASLEEP;
  }

  /** Returns whether wake-up messages are sent in time and addressed to an ECU. */
  private boolean keepsAwake() {
    long interval = chip.settings.wakeUpMillis * 1_000_000L;
    byte[] message = chip.settings.wakeUpMessage;
    return interval > 0
        && interval <= K_LINE_FALLS_ASLEEP
        && (message.length == 0 || message.length >= 4 && isAddress(message[1] & 0xFF, 0x6A, 0x33));
  }

  private boolean isAddress(int address, int... functional) {
    for (int f : functional) {
      if (address == f) {
        return true;
      }
    }
    return chip.car.ecus().stream().anyMatch(e -> e.addresses().node() == address);
  }

  private boolean carAnswersOn(BusProtocol p) {
    BusProtocol car = chip.config.protocol();
    if (!can.awake() || chip.car.ecus().isEmpty()) {
      return false;
    }
    CanWire wire = wire(p);
    if (wire != null) {
      return wire.reaches(car)
          && wire.extended() == car.extended()
          && wire.j1939() == (car == BusProtocol.J1939);
    }
    boolean slow = p == BusProtocol.ISO_9141 || p == BusProtocol.KWP_SLOW;
    return p == car
        && (p.bus() != BusProtocol.Bus.K_LINE || kLineReadable())
        && (!slow || isAddress(chip.settings.initAddress, 0x33));
  }

  private void search(Runnable then) {
    chip.replies.part("SEARCHING...");
    List<BusProtocol> order = new ArrayList<>();
    BusProtocol preferred = selected;
    if (preferred != null) {
      order.add(preferred);
    }
    String digits = chip.settings.standardOrder ? STANDARD_ORDER : SEARCH_ORDER;
    for (int i = 0; i < digits.length(); i++) {
      BusProtocol p = BusProtocol.ofDigit(digits.charAt(i));
      if (p != null && p != preferred) {
        order.add(p);
      }
    }
    new Search(order, then).next();
  }

  /** A search: tries one protocol after the other. */
  private final class Search implements Activity {
    private final List<BusProtocol> left;
    private final Runnable then;
    private boolean over;

    Search(List<BusProtocol> order, Runnable then) {
      this.left = order;
      this.then = then;
      chip.begin(this);
    }

    void next() {
      if (left.isEmpty()) {
        over = true;
        chip.replies.endLine();
        chip.replies.message("UNABLE TO CONNECT");
        chip.finish();
        return;
      }
      BusProtocol p = left.remove(0);
      long step = chip.config.timing().searchStep().toNanos();
      boolean slow = p == BusProtocol.ISO_9141 || p == BusProtocol.KWP_SLOW;
      chip.time.after(
          slow ? 10 * step : step,
          () -> {
            if (over) {
              return;
            }
            if (carAnswersOn(p)) {
              found(p);
            } else {
              next();
            }
          });
    }

    private void found(BusProtocol p) {
      over = true;
      selected = p;
      open = true;
      woken = true;
      lastUse = chip.time.now();
      if (chip.settings.memory) {
        chip.memory.protocol = "A" + p.digit();
      }
      if (!chip.config.identity().gluesSearching()) {
        chip.replies.endLine();
      }
      then.run();
    }

    @Override
    public void onByte(int b) {
      over = true;
      chip.replies.endLine();
      chip.stopped();
    }

    @Override
    public void abandon() {
      over = true;
    }
  }

  private void openFixed(BusProtocol p, Runnable then) {
    switch (p.bus()) {
      case CAN_11, CAN_29 -> {
        CanWire wire = wire(p);
        if (wire != null && wire.reaches(chip.config.protocol()) && can.acknowledges()) {
          open = true;
          then.run();
        } else {
          canError();
        }
      }
      case J1850 -> {
        open = true;
        then.run();
      }
      case K_LINE -> initialise(p, true, then);
    }
  }

  private void canError() {
    chip.replies.message("CAN ERROR");
    chip.endIfBusy();
  }

  /** Initialises the K-line and prints the result. */
  void initialise(BusProtocol p, boolean goOn, Runnable then) {
    boolean slow = p != BusProtocol.KWP_FAST;
    chip.replies.part(slow ? "BUS INIT: ..." : "BUS INIT: ");
    long step = chip.config.timing().searchStep().toNanos();
    chip.begin(b -> {}); // The initialisation cannot be interrupted.
    chip.time.after(
        slow ? 10 * step : step,
        () -> {
          open = carAnswersOn(p);
          woken = open;
          lastUse = chip.time.now();
          chip.replies.line(open ? "OK" : "ERROR");
          if (open && goOn) {
            then.run();
          } else {
            chip.finish();
          }
        });
  }

  private void transmit(Outgoing request) {
    BusProtocol p = selected;
    if (p == null) {
      chip.unknown();
      chip.endIfBusy();
      return;
    }
    CanWire wire = wire(p);
    if (wire != null) {
      new CanExchange(chip, wire).start(request);
    } else {
      new LegacyExchange(chip, p).start(request);
    }
  }
}
