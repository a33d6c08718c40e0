package io.obdio.socketio.devices;

import io.obdio.core.command.ObdCommand;
import io.obdio.core.message.DiagnosticRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The choice of the commands that are devices, and of those that are watched. */
final class DeviceCommands {

  /**
   * Services whose commands are no devices: freeze frames (02), results of monitors (05, 06) and
   * control of systems (08) are for programs that know them, and there are hundreds.
   */
  private static final Set<Integer> NOT_DEVICES = Set.of(0x02, 0x05, 0x06, 0x08);

  private static final int CURRENT_DATA = 0x01;

  private DeviceCommands() {}

  /** Returns whether a command is a device: it reads a value that describes the vehicle. */
  static boolean isDevice(ObdCommand<?> command) {
    boolean excluded =
        command.service().isPresent() && NOT_DEVICES.contains(command.service().getAsInt());
    return command.isRepeatable() && !excluded && !isMap(command);
  }

  /** Returns whether a command asks for a map of supported PIDs or a message count. */
  private static boolean isMap(ObdCommand<?> command) {
    String name = command.name();
    return name.startsWith("PIDS_") || name.startsWith("MIDS_") || name.endsWith("_MESSAGE_COUNT");
  }

  /**
   * Returns the commands that the option names.
   *
   * @param option {@link DevicesOptions#STANDARD}, {@link DevicesOptions#NONE}, names and patterns
   */
  static List<ObdCommand<?>> watched(List<String> option, Collection<CommandDevice> devices) {
    List<ObdCommand<?>> commands = new ArrayList<>();
    for (CommandDevice device : devices) {
      if (option.stream().anyMatch(word -> names(word, device))) {
        commands.add(device.command());
      }
    }
    return commands;
  }

  private static boolean names(String word, CommandDevice device) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case DevicesOptions.NONE -> false;
      case DevicesOptions.STANDARD -> isStandard(device);
      default -> Glob.of(word).matches(device.name());
    };
  }

  private static boolean isStandard(CommandDevice device) {
    ObdCommand<?> command = device.command();
    boolean current = command.service().orElse(0) == CURRENT_DATA;
    boolean toVehicle = command.request() instanceof DiagnosticRequest.ToVehicle;
    boolean quantity = device.type() != DeviceType.DATA_POINT;
    return current && toVehicle && (quantity || command.name().equals(FlagDevices.STATUS));
  }
}
