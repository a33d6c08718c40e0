package io.obdio.socketio.app.doctor;

import io.obdio.core.transport.TransportException;
import io.obdio.core.transport.TransportUri;
import io.obdio.core.util.SerialExecutors;
import io.obdio.socketio.access.Scope;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.rest.ApiRoutes;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import io.obdio.socketio.vehicle.VehicleConnection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes {@code /api/v1/ports}, for the scope {@code read}, and {@code /api/v1/doctor}, for
 * {@code admin}: the checks name other programs of the machine, and open ports while the server
 * uses none.
 *
 * <p>Threads: handlers run on the event loops and do not block.
 */
public final class DoctorRoutes implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DoctorRoutes.class);

  private static final String DOCTOR = ApiRoutes.ROOT + "/doctor";
  private static final String PORTS = ApiRoutes.ROOT + "/ports";
  private static final int QUEUE = 8;

  private final ExecutorService executor = SerialExecutors.rejecting("obdio-ports", QUEUE);
  private final Machine machine = Machine.here();
  private final String transport;
  private final LiveConnection live;
  private final DoctorService service;

  /**
   * Creates the routes.
   *
   * @param transport the URI of the server's transport
   * @param settings the settings with which the server runs
   */
  public DoctorRoutes(
      String transport, VehicleConnection vehicle, Callable<ServerSettings> settings) {
    this.transport = transport;
    this.live = new LiveConnection(vehicle);
    this.service = new DoctorService(progress -> doctor(progress, settings));
  }

  /** Adds the routes. */
  public void addTo(ApiRoutes routes) {
    routes
        .add("GET", DOCTOR, Scope.ADMIN, request -> request.respond(service.state()))
        .add("POST", DOCTOR, Scope.ADMIN, this::start)
        .add("GET", PORTS, Scope.READ, this::ports);
  }

  private void start(ApiRequest request) {
    service.start();
    request.respond(202, service.state());
  }

  private Doctor doctor(Consumer<String> progress, Callable<ServerSettings> settings) {
    DoctorSetup setup = new DoctorSetup(parsed(), progress).settings(settings).running();
    return (live.isOpen() ? setup.live(live::collect) : setup).build();
  }

  private TransportUri parsed() {
    try {
      return TransportUri.parse(transport);
    } catch (TransportException.BadUri e) {
      throw new IllegalStateException("the server has started with this transport", e);
    }
  }

  private void ports(ApiRequest request) throws RequestException {
    try {
      executor.execute(() -> respondPorts(request));
    } catch (RejectedExecutionException e) {
      throw new RequestException(ErrorCode.BUSY, "too many requests are pending: try again later");
    }
  }

  private void respondPorts(ApiRequest request) {
    try {
      PortFacts ports =
          PortFacts.collect(machine, false, "", new DoctorSetup.InstalledPorts().list());
      request.respond(PluggedIn.of(transport, ports, CanFacts.collect(machine, "")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.refuse(new RequestException(ErrorCode.UNAVAILABLE, "the server is closing"));
    } catch (RuntimeException e) {
      log.error("The ports could not be listed", e);
      request.refuse(
          new RequestException(ErrorCode.INTERNAL, "the server failed; see the server's log"));
    }
  }

  /** Ends the checks and the thread. */
  @Override
  public void close() {
    service.close();
    executor.shutdownNow();
  }
}
