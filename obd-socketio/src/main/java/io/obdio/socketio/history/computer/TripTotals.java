package io.obdio.socketio.history.computer;

/**
 * The sums of a trip. What could not be computed is NaN.
 *
 * @param distance in km
 * @param moving time at a speed above 0, in ms
 * @param fuel in litres
 * @param energy drawn from the traction battery, in kWh; negative if more was charged
 * @param odometerAtBegin the odometer at the beginning of the trip, in km, as far as it could be
 *     derived from its later changes
 */
public record TripTotals(
    double distance, long moving, double fuel, double energy, double odometerAtBegin) {

  /** The sums of a trip that has just begun. */
  public static final TripTotals NONE =
      new TripTotals(Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);

  /** Returns the fuel in L/100 km; NaN if it or the distance is not known or below 100 m. */
  public double litresPer100Km() {
    return distance >= 0.1 ? fuel / distance * 100 : Double.NaN;
  }

  /** Returns the energy in Wh/km; NaN if it or the distance is not known or below 100 m. */
  public double wattHoursPerKm() {
    return distance >= 0.1 ? energy * 1000 / distance : Double.NaN;
  }

  /** Returns the mean speed in km/h over a duration in ms; NaN if the distance is not known. */
  public double meanSpeed(long duration) {
    return duration > 0 ? distance / (duration / 3_600_000.0) : Double.NaN;
  }

  /** Returns the cost of fuel and energy; NaN if no price or no consumption is known. */
  public double cost(EngineData engine) {
    double ofFuel = engine.fuelPrice() > 0 ? fuel * engine.fuelPrice() : Double.NaN;
    double ofEnergy = engine.energyPrice() > 0 ? energy * engine.energyPrice() : Double.NaN;
    if (Double.isNaN(ofFuel)) {
      return ofEnergy;
    }
    return Double.isNaN(ofEnergy) ? ofFuel : ofFuel + ofEnergy;
  }
}
