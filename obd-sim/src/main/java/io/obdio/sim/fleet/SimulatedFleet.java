package io.obdio.sim.fleet;

/**
 * A fleet of simulated vehicles. All that they do follows from one seed.
 *
 * @param seed the seed
 * @param size number of vehicles, at least 1
 * @param driving mean part of the time that each vehicle drives: above 0, up to 1
 */
public record SimulatedFleet(long seed, int size, double driving) {

  /** Checks the arguments. */
  public SimulatedFleet {
    if (size < 1) {
      throw new IllegalArgumentException("a fleet has at least one vehicle, not " + size);
    }
    if (!(driving > 0 && driving <= 1)) {
      throw new IllegalArgumentException(
          "the part of the time that a vehicle drives is above 0 and up to 1, not " + driving);
    }
  }

  /**
   * Returns a vehicle. Each call returns a new object with the same behaviour.
   *
   * @param index 0 to the size of the fleet, exclusive
   */
  public ModelledVehicle vehicle(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return new ModelledVehicle(index, Mix.bits(seed, index), driving);
  }
}
