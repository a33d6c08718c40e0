package io.obdio.core.unit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A system of units: the units in which a reader receives quantities. A system maps units to their
 * counterparts; a quantity whose unit has none is not converted. Immutable.
 */
public final class UnitSystem {

  /** The units of the commands' decoders and definitions, without any conversion. */
  public static final UnitSystem AS_DEFINED = new UnitSystem("as_defined", Map.of());

  /** The metric system: values that a definition gives in miles, for example, are in kilometres. */
  public static final UnitSystem METRIC =
      new UnitSystem("metric", UnitSystemTable.column(UnitSystemTable.Row::metric));

  /** The customary units of the United States. */
  public static final UnitSystem IMPERIAL_US =
      new UnitSystem("imperial_us", UnitSystemTable.column(UnitSystemTable.Row::us));

  /** The units of the United Kingdom: miles and imperial gallons, but degrees Celsius. */
  public static final UnitSystem IMPERIAL_UK =
      new UnitSystem("imperial_uk", UnitSystemTable.column(UnitSystemTable.Row::uk));

  private static final String CUSTOM = "custom";

  private static final List<UnitSystem> STANDARD =
      List.of(AS_DEFINED, METRIC, IMPERIAL_US, IMPERIAL_UK);

  private final String id;
  private final Map<Unit, Unit> counterparts;

  private UnitSystem(String id, Map<Unit, Unit> counterparts) {
    this.id = id;
    this.counterparts = Collections.unmodifiableMap(new LinkedHashMap<>(counterparts));
  }

  /** Returns the four systems that have a name. */
  public static List<UnitSystem> standard() {
    return STANDARD;
  }

  /**
   * Returns the system with an identifier, such as {@code imperial_us}. Case is not significant,
   * and a hyphen may replace the underscore; {@code imperial} is {@code imperial_us}.
   */
  public static Optional<UnitSystem> byId(String id) {
    String plain = id.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    String full = plain.equals("imperial") ? IMPERIAL_US.id : plain;
    return STANDARD.stream().filter(system -> system.id.equals(full)).findFirst();
  }

  /**
   * Returns a system with other counterparts for some units.
   *
   * @param changes by unit, the unit that replaces it, which may be the unit itself
   * @return this if there are no changes, else a system with the identifier {@code custom}
   * @throws IllegalArgumentException if two units are not convertible; the message names both
   */
  public UnitSystem with(Map<Unit, Unit> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Map<Unit, Unit> all = new LinkedHashMap<>(counterparts);
    changes.forEach(
        (from, to) -> {
          UnitConversion checked = UnitConversion.of(from, to);
          all.put(from, checked.to());
        });
    return new UnitSystem(CUSTOM, all);
  }

  /**
   * Parses a system as users write it: an identifier, unit pairs, or both, such as {@code
   * imperial_uk,L=L,kPa=bar}. Units may have any spelling that {@link Unit#byName} accepts.
   *
   * @throws IllegalArgumentException if a word is neither; the message names the word
   */
  public static UnitSystem parse(String text) {
    UnitSystem system = AS_DEFINED;
    Map<Unit, Unit> changes = new LinkedHashMap<>();
    for (String word : text.split(",", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        changes.put(unit(word.substring(0, equals)), unit(word.substring(equals + 1)));
      } else {
        system = byId(word).orElseThrow(() -> new IllegalArgumentException(unknown(word)));
      }
    }
    return system.with(changes);
  }

  /**
   * Returns the system of a map from units to units by their names; the key {@code base} has the
   * identifier of the system that applies to the other units.
   *
   * @throws IllegalArgumentException if a unit is unknown or two are not convertible
   */
  public static UnitSystem ofNames(Map<String, String> names) {
    UnitSystem system = AS_DEFINED;
    Map<Unit, Unit> changes = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : names.entrySet()) {
      String to = entry.getValue();
      if (entry.getKey().equals("base")) {
        system = byId(to).orElseThrow(() -> new IllegalArgumentException(unknown(to)));
      } else {
        changes.put(unit(entry.getKey()), unit(to));
      }
    }
    return system.with(changes);
  }

  private static String unknown(String word) {
    return "unknown system of units '"
        + word.strip()
        + "': expected "
        + String.join(", ", STANDARD.stream().map(UnitSystem::id).toList())
        + ", or pairs of units such as km/h=mph";
  }

  private static Unit unit(String name) {
    return Unit.byName(name)
        .orElseThrow(() -> new IllegalArgumentException("unknown unit '" + name.strip() + "'"));
  }

  /** Returns the identifier; {@code custom} if units were exchanged. */
  public String id() {
    return id;
  }

  /** Returns the unit that replaces {@code unit}; {@code unit} itself if there is none. */
  public Unit of(Unit unit) {
    return counterparts.getOrDefault(unit, unit);
  }

  /** Returns the quantity in the unit of this system. */
  public Quantity convert(Quantity quantity) {
    return quantity.to(of(quantity.unit()));
  }

  /** Returns the conversion of numbers in {@code unit}. */
  public UnitConversion conversion(Unit unit) {
    return UnitConversion.of(unit, of(unit));
  }

  /** Returns the conversions of all units that this system replaces. */
  public List<UnitConversion> conversions() {
    return counterparts.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(entry.getValue()))
        .map(entry -> UnitConversion.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UnitSystem system
        && system.id.equals(id)
        && system.counterparts.equals(counterparts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, counterparts);
  }

  @Override
  public String toString() {
    return id;
  }
}
