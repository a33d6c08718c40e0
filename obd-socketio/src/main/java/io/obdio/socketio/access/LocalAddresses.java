package io.obdio.socketio.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of this machine's network interfaces, read again after {@value #REFRESH_SECONDS} s
 * because interfaces come and go. For any thread.
 */
final class LocalAddresses {

  private static final Logger log = LoggerFactory.getLogger(LocalAddresses.class);

  private static final int REFRESH_SECONDS = 5;

  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private Set<InetAddress> known = Set.of();

  @GuardedBy("this")
  private long readAt;

  @GuardedBy("this")
  private boolean read;

  LocalAddresses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether an address belongs to this machine. */
  boolean isLocal(InetAddress address) {
    return address.isLoopbackAddress() || addresses().contains(address);
  }

  private synchronized Set<InetAddress> addresses() {
    long now = nanoTime.getAsLong();
    if (!read || now - readAt > TimeUnit.SECONDS.toNanos(REFRESH_SECONDS)) {
      read = true;
      readAt = now;
      known = readInterfaces();
    }
    return known;
  }

  private static Set<InetAddress> readInterfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .collect(Collectors.toCollection(HashSet::new));
    } catch (SocketException e) {
      log.warn("the network interfaces cannot be read", e);
      return Set.of();
    }
  }
}
