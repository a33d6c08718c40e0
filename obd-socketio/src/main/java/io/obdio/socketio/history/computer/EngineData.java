package io.obdio.socketio.history.computer;

/**
 * The properties of a vehicle that the trip computer needs and cannot read from it.
 *
 * @param fuel the fuel
 * @param displacement of the engine in litres, for engines without fuel rate and air flow sensor; 0
 *     if it is not known
 * @param volumetricEfficiency mass of air per stroke relative to a full one at the pressure and
 *     temperature of the manifold, above 0 up to 1.2; 0.85 is usual
 * @param fuelPrice price of a litre of fuel; 0 if it is not known
 * @param energyPrice price of a kilowatt hour; 0 if it is not known
 * @param power name of the command whose value is the power drawn from the traction battery, in kW;
 *     empty if there is none
 */
public record EngineData(
    Fuel fuel,
    double displacement,
    double volumetricEfficiency,
    double fuelPrice,
    double energyPrice,
    String power) {

  /** The default: petrol, and nothing else is known. */
  public static final EngineData DEFAULT = new EngineData(Fuel.GASOLINE, 0, 0.85, 0, 0, "");

  /** Checks the ranges. */
  public EngineData {
    check("the displacement", displacement, 30, "L");
    check("the volumetric efficiency", volumetricEfficiency, 1.2, "");
    check("the price of fuel", fuelPrice, 1e9, "per litre");
    check("the price of energy", energyPrice, 1e9, "per kWh");
  }

  private static void check(String what, double value, double max, String unit) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          (what + " is " + value + "; it must be from 0 to " + max + " " + unit).strip());
    }
  }
}
