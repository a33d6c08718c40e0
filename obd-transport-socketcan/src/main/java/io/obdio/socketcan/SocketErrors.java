package io.obdio.socketcan;

import io.obdio.core.transport.ConnectionReason;
import java.io.IOException;
import tel.schich.javacan.platform.linux.LinuxNativeOperationException;

/** The kernel's error numbers, and what a person can do about them. */
final class SocketErrors {

  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int ECOMM = 70;
  static final int EBADMSG = 74;
  static final int EILSEQ = 84;
  static final int EMSGSIZE = 90;
  static final int EPROTONOSUPPORT = 93;
  static final int EAFNOSUPPORT = 97;
  static final int ENETDOWN = 100;
  static final int ENOBUFS = 105;
  static final int ETIMEDOUT = 110;

  private SocketErrors() {}

  /** Returns the error number, or 0 if the error has none. */
  static int number(IOException e) {
    return e instanceof LinuxNativeOperationException n ? n.getErrorNumber() : 0;
  }

  /** Returns the reason of a failure, by its type or the error number of its causes. */
  static ConnectionReason reason(IOException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CanInterfaceException named) {
        return named.reason();
      }
      if (each instanceof LinuxNativeOperationException e) {
        return switch (e.getErrorNumber()) {
          case EPERM, EACCES -> ConnectionReason.PERMISSION_DENIED;
          case ENODEV -> ConnectionReason.PORT_MISSING;
          case ENETDOWN -> ConnectionReason.INTERFACE_DOWN;
          default -> ConnectionReason.UNAVAILABLE;
        };
      }
    }
    return ConnectionReason.UNAVAILABLE;
  }

  /**
   * Returns one line with the failure and the command to run.
   *
   * @param module the kernel module that the socket needs, such as {@code can-raw}
   */
  static String explain(String name, String module, IOException e) {
    return switch (number(e)) {
      case EAFNOSUPPORT ->
          "the kernel does not support CAN; run: sudo modprobe can && sudo modprobe " + module;
      case EPROTONOSUPPORT -> "the kernel has no " + module + "; run: sudo modprobe " + module;
      case EPERM, EACCES ->
          name
              + ": not permitted to open a CAN socket; run as a permitted user, or as root with sudo";
      case ENODEV -> name + " was removed; run: ip -details link show type can";
      case ENETDOWN -> name + " is down; run: sudo ip link set " + name + " up";
      case ENOBUFS ->
          name + ": the sending queue is full; run: sudo ip link set " + name + " txqueuelen 1000";
      default -> name + ": " + e.getMessage();
    };
  }
}
