package io.obdio.socketio.history;

/**
 * A row of the table {@code commands}: a command, or one of several values of a command.
 *
 * @param id number in the database, from 1 on
 * @param name name of the command, such as {@code RPM}, or of the command and the value, such as
 *     {@code STATUS.MIL}
 * @param unit symbol of the unit, such as {@code km/h}; empty for none
 * @param unitName compatibility name of the unit, such as {@code kilometer_per_hour}; empty for
 *     none
 * @param description for people
 * @param request in the form of recordings, such as {@code 010C}; empty for all but the first of
 *     several values
 * @param ecu address of the ECU that answers, such as {@code 7E8}; empty if it is not known
 */
public record TripSignal(
    int id,
    String name,
    String unit,
    String unitName,
    String description,
    String request,
    String ecu) {}
