package io.obdio.elm327.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The result of an inspection. It may be incomplete: {@link #interruption} then states why.
 *
 * @param port the port as a user names it
 * @param bitRate the bit rate of the serial line in bit/s; 0 if the link is none
 * @param identity the answer to {@code AT I}; empty if there was none
 * @param description the answer to {@code AT @1}; empty if there was none
 * @param stn the answer to {@code STI}; empty if the adapter is no STN chip
 * @param volts the supply voltage in V; NaN if the adapter does not report it
 * @param features whether the adapter has a feature; those that it did not answer are missing here
 * @param line the quality of the line to the adapter
 * @param vehicle what was found behind the adapter
 * @param trials the measured forms of requests, in the order of their measurement
 * @param bitRates the bit rates that were tried, in order
 * @param interruption why the inspection ended early; empty if it is complete
 */
public record AdapterReport(
    String port,
    int bitRate,
    String identity,
    String description,
    String stn,
    double volts,
    Map<AdapterFeature, Boolean> features,
    LineQuality line,
    InspectedVehicle vehicle,
    List<RequestTrial> trials,
    List<BitRateTrial> bitRates,
    String interruption) {

  /** Copies the collections. */
  public AdapterReport {
    features = Map.copyOf(features);
    trials = List.copyOf(trials);
    bitRates = List.copyOf(bitRates);
  }

  /** Returns whether an adapter has answered. */
  public boolean answered() {
    return line.commands() > line.unanswered();
  }

  /** Returns the kind of the adapter. */
  public AdapterClass kind() {
    if (!stn.isEmpty()) {
      return AdapterClass.STN;
    }
    if (AdapterClass.version(identity).isEmpty()) {
      return AdapterClass.UNKNOWN;
    }
    return AdapterClass.existed(identity) && missing().isEmpty()
        ? AdapterClass.COMPLETE
        : AdapterClass.CLONE;
  }

  /** Returns the announced version, such as {@code 1.4b}; empty if there is none. */
  public String version() {
    return AdapterClass.version(identity);
  }

  /** Returns whether the genuine chip was sold with the announced version. */
  public boolean versionExists() {
    return AdapterClass.existed(identity);
  }

  /** Returns the features that the announced version has and this adapter lacks. */
  public List<AdapterFeature> missing() {
    int version = AdapterClass.versionNumber(identity);
    List<AdapterFeature> missing = new ArrayList<>();
    for (AdapterFeature feature : AdapterFeature.values()) {
      if (feature.since() <= version && Boolean.FALSE.equals(features.get(feature))) {
        missing.add(feature);
      }
    }
    return missing;
  }
}
