package io.obdio.socketio.history.computer;

/**
 * A trip computer: sums of a trip from the values of commands.
 *
 * <p>Distance is the integral of the speed (PID 0D). Where the vehicle reports its odometer (PID
 * A6), each change of it corrects the distance, so that neither the rounding of the speed to whole
 * km/h nor an interruption adds up. {@link FuelRates} has the formulas of the fuel.
 *
 * <p>Used by one thread at a time.
 */
public final class TripComputer {

  static final String SPEED = "SPEED";
  static final String ODOMETER = "ODOMETER";
  static final String RPM = "RPM";
  static final String MAF = "MAF";
  static final String FUEL_RATE = "FUEL_RATE";
  static final String LAMBDA = "COMMANDED_EQUIV_RATIO";
  static final String INTAKE_PRESSURE = "INTAKE_PRESSURE";
  static final String INTAKE_TEMP = "INTAKE_TEMP";

  private static final double MILLIS_PER_HOUR = 3_600_000;

  private final EngineData engine;
  private final Recent values = new Recent();
  private final Integral speed;
  private final Integral fuel;
  private final Integral energy;
  private double odometerAtBegin;
  private double odometer = Double.NaN;
  private double correction;
  private long moving;
  private double lastSpeed;
  private long lastSpeedTime = -1;

  /**
   * Creates a computer.
   *
   * @param start the sums so far, of a trip that is continued; {@link TripTotals#NONE} for a new
   *     one
   */
  public TripComputer(EngineData engine, TripTotals start) {
    this.engine = engine;
    this.speed = new Integral(start.distance() * MILLIS_PER_HOUR);
    this.fuel = new Integral(start.fuel() * MILLIS_PER_HOUR);
    this.energy = new Integral(start.energy() * MILLIS_PER_HOUR);
    this.moving = start.moving();
    this.odometerAtBegin = start.odometerAtBegin();
  }

  /**
   * Adds a value.
   *
   * @param command name of the command, such as {@code SPEED}
   * @param value in km/h, km, L/h, g/s, kPa, degC or kW
   * @param time since the beginning of the trip, in ms; ascending for each command
   */
  public void add(String command, double value, long time) {
    if (!Double.isFinite(value)) {
      return;
    }
    values.put(command, value, time);
    switch (command) {
      case SPEED -> addSpeed(value, time);
      case ODOMETER -> addOdometer(value);
      case FUEL_RATE, MAF, INTAKE_PRESSURE ->
          fuel.add(FuelRates.litresPerHour(values, engine, time), time);
      default -> {}
    }
    if (command.equals(engine.power())) {
      energy.add(value, time);
    }
  }

  private void addSpeed(double value, long time) {
    speed.add(value, time);
    boolean neighbour = lastSpeedTime >= 0 && time - lastSpeedTime <= Integral.MAX_GAP;
    if (neighbour && time > lastSpeedTime && (value > 0 || lastSpeed > 0)) {
      moving += time - lastSpeedTime;
    }
    lastSpeed = value;
    lastSpeedTime = time;
  }

  /** Corrects the distance when the odometer changes, which it does in steps of 0.1 km. */
  private void addOdometer(double value) {
    boolean changed = !Double.isNaN(odometer) && value > odometer;
    boolean continued = Double.isNaN(odometer) && !Double.isNaN(odometerAtBegin);
    odometer = value;
    if (!changed && !continued) {
      return;
    }
    double integrated = distance();
    if (Double.isNaN(odometerAtBegin)) {
      odometerAtBegin = value - (Double.isNaN(integrated) ? 0 : integrated);
    }
    double measured = value - odometerAtBegin;
    if (continued) {
      // Between its steps the odometer is behind by up to one step.
      measured = Math.max(measured, Double.isNaN(integrated) ? 0 : integrated);
    }
    correction += measured - (Double.isNaN(integrated) ? 0 : integrated);
  }

  private double distance() {
    double integrated = speed.sum() / MILLIS_PER_HOUR;
    return Double.isNaN(integrated) && correction != 0 ? correction : integrated + correction;
  }

  /** Returns the sums. */
  public TripTotals totals() {
    return new TripTotals(
        distance(),
        moving,
        fuel.sum() / MILLIS_PER_HOUR,
        energy.sum() / MILLIS_PER_HOUR,
        odometerAtBegin);
  }

  /**
   * Returns the present rate of fuel in L/h; NaN if it is not known.
   *
   * @param time since the beginning of the trip, in ms
   */
  public double fuelRate(long time) {
    return FuelRates.litresPerHour(values, engine, time);
  }

  /**
   * Returns the present consumption in L/100 km; NaN if it is not known or the vehicle does not
   * move.
   *
   * @param time since the beginning of the trip, in ms
   */
  public double consumption(long time) {
    double now = values.get(SPEED, time);
    return now > 0 ? fuelRate(time) / now * 100 : Double.NaN;
  }
}
