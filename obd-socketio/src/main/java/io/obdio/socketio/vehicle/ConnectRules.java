package io.obdio.socketio.vehicle;

import io.obdio.core.transport.TransportResource;
import io.obdio.core.transport.TransportUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rules for what a client may connect the server to. The files, hosts and devices that a
 * transport opens must be among those that the configuration names; the errors do not reveal
 * whether others exist.
 *
 * @param folders the folders whose regular files a client may name
 * @param hosts the hosts that a client may name: {@code HOST} for all ports, or {@code HOST:PORT};
 *     an IPv6 address in brackets
 */
public record ConnectRules(List<Path> folders, List<String> hosts) {

  private static final long MAX_FILE_BYTES = 64L << 20;
  private static final Path DEVICES = Path.of("/dev");

  private static final String FILE_REFUSED =
      "the file cannot be used: clients may name regular files of at most 64 MiB in the folders of"
          + " the option connect-folders";
  private static final String HOST_REFUSED =
      "clients may connect to the hosts of the option connect-hosts only";
  private static final String DEVICE_REFUSED = "the device cannot be used";

  /** Rules that allow no file and no host. */
  public static final ConnectRules NONE = new ConnectRules(List.of(), List.of());

  /** Copies the lists. */
  public ConnectRules {
    folders = List.copyOf(folders);
    hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  /** Returns these rules, with everything allowed besides that a configured transport opens. */
  public ConnectRules with(List<TransportResource> configured) {
    List<String> more = new ArrayList<>(hosts);
    for (TransportResource resource : configured) {
      if (resource instanceof TransportResource.RemoteHost host) {
        more.add(text(host));
      }
    }
    return new ConnectRules(folders, more);
  }

  /**
   * Checks a transport that a client names. Reads directories: not to be called on an event loop.
   *
   * @param resources what the transport opens
   * @throws RequestException {@link ErrorCode#NOT_ALLOWED} if something of it is not allowed
   */
  public void check(TransportUri uri, List<TransportResource> resources) throws RequestException {
    for (TransportResource resource : resources) {
      if (resource instanceof TransportResource.ReadFile file) {
        require(isAllowed(file.path()), FILE_REFUSED);
      } else if (resource instanceof TransportResource.RemoteHost host) {
        require(isAllowed(host), HOST_REFUSED);
      } else if (resource instanceof TransportResource.LocalDevice device) {
        require(isDevice(device.name()), DEVICE_REFUSED);
      } else {
        throw new RequestException(
            ErrorCode.NOT_ALLOWED, "clients may not open " + uri.scheme() + ":");
      }
    }
  }

  private static void require(boolean allowed, String refusal) throws RequestException {
    if (!allowed) {
      throw new RequestException(ErrorCode.NOT_ALLOWED, refusal);
    }
  }

  private boolean isAllowed(Path file) {
    try {
      Path real = file.toRealPath();
      for (Path folder : folders) {
        if (real.startsWith(folder.toRealPath())) {
          return Files.isRegularFile(real) && Files.size(real) <= MAX_FILE_BYTES;
        }
      }
    } catch (IOException e) {
      // As if it was elsewhere.
    }
    return false;
  }

  private boolean isAllowed(TransportResource.RemoteHost host) {
    String all = host.host().toLowerCase(Locale.ROOT);
    return hosts.contains(all) || hosts.contains("[" + all + "]") || hosts.contains(text(host));
  }

  private static String text(TransportResource.RemoteHost host) {
    String name = host.host().toLowerCase(Locale.ROOT);
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + host.port();
  }

  /** Returns whether a name is that of an interface, a port without a path, or a device file. */
  private static boolean isDevice(String name) {
    if (!name.contains("/")) {
      return true;
    }
    try {
      Path path = Path.of(name);
      return (Files.exists(path) ? path.toRealPath() : path.normalize()).startsWith(DEVICES);
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
