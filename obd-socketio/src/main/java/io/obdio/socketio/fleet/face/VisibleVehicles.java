package io.obdio.socketio.fleet.face;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.fleet.FleetView;
import io.obdio.socketio.fleet.Page;
import io.obdio.socketio.fleet.VehicleInfo;
import io.obdio.socketio.telemetry.Topics;
import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The vehicles of a fleet that a client may see, by the patterns of its key. All events and routes
 * find vehicles here: one that is unknown and one that the key is not for are the same to them. For
 * any thread; never blocks.
 */
final class VisibleVehicles {

  private static final int MAX_SEARCH = 64;

  private final FleetView view;
  private final Function<String, Optional<LiveVehicle>> live;
  private final SearchQueue searches;

  /**
   * Creates the view.
   *
   * @param live returns the vehicles that have subscribers
   * @param searches continues searches that take long
   */
  VisibleVehicles(
      FleetView view, Function<String, Optional<LiveVehicle>> live, SearchQueue searches) {
    this.view = view;
    this.live = live;
    this.searches = searches;
  }

  /**
   * Returns a vehicle.
   *
   * @throws RequestException {@link ErrorCode#UNKNOWN_VEHICLE} if there is none of this id that the
   *     client may see
   */
  VehicleInfo require(Principal client, String id) throws RequestException {
    Optional<VehicleInfo> found = Optional.empty();
    if (Topics.isVehicle(id) && client.maySee(id)) {
      found = view.vehicle(id);
    }
    return found.orElseThrow(
        () ->
            new RequestException(
                ErrorCode.UNKNOWN_VEHICLE,
                "there is no vehicle '" + ClientText.brief(id) + "'; 'vehicles' lists them"));
  }

  /**
   * Returns vehicles in the order of their ids.
   *
   * @param after id after which the page begins; empty for the first page
   * @param search text in the id or the VIN, in upper or lower case; empty for all
   * @param online whether only vehicles that are connected to the broker are returned
   * @return completes with the page; fails as {@link SearchQueue#submit} describes
   * @throws RequestException {@link ErrorCode#BAD_ARGUMENT} if the search is too long
   */
  CompletionStage<Page<VehicleInfo>> page(
      Principal client, String after, int limit, String search, boolean online)
      throws RequestException {
    if (search.length() > MAX_SEARCH) {
      throw new RequestException(
          ErrorCode.BAD_ARGUMENT, "search has more than " + MAX_SEARCH + " characters");
    }
    return searches.submit(
        client.name() + " " + client.address().getHostAddress(),
        new PageSearch(view, client.vehicles(), after, limit, search.strip(), online));
  }

  /** Returns the result of a function of the latest values of a vehicle, perhaps none. */
  <T> T values(VehicleInfo vehicle, Function<VehicleValues, T> function) {
    return live.apply(vehicle.id())
        .flatMap(each -> each.ifKnown(function))
        .orElseGet(
            () -> {
              VehicleValues known = new VehicleValues();
              view.values(vehicle.id()).ifPresent(known::addKnown);
              return function.apply(known);
            });
  }
}
