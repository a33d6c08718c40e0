package io.obdio.elm327.inspection;

import io.obdio.core.message.DiagnosticRequest;
import io.obdio.core.message.EcuAddress;
import io.obdio.core.message.EcuMessage;
import io.obdio.core.message.Payload;
import io.obdio.core.transport.Protocol;
import io.obdio.core.transport.TransportAnswer;
import io.obdio.elm327.command.AdapterSetup;
import io.obdio.elm327.command.ElmAdapter;
import io.obdio.elm327.protocol.ProtocolSelection;
import io.obdio.elm327.protocol.VehicleProtocol;
import io.obdio.elm327.protocol.VehicleSearch;
import io.obdio.elm327.request.RequestSender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The search for the vehicle, without storing its protocol. Used once, by one thread. */
final class VehicleProbe {

  private static final long SEARCH_MILLIS = 40_000;
  private static final long SETUP_MILLIS = 10_000;
  private static final long REQUEST_MILLIS = 8_000;
  private static final int MAX_SEARCHES = 4;

  private static final Payload MAP = Payload.of(0x01, 0x00);
  private static final Payload VIN = Payload.of(0x09, 0x02);

  private final ElmAdapter adapter;
  private final VehicleSearch search;
  private final RequestSender sender;
  private final long deadline;
  private List<EcuMessage> maps = List.of();
  private InspectedVehicle found = InspectedVehicle.NONE;

  VehicleProbe(ElmAdapter adapter, long deadline) {
    this.adapter = adapter;
    this.search = new VehicleSearch(adapter, ProtocolSelection.temporary(adapter));
    this.sender = new RequestSender(adapter);
    this.deadline = deadline;
  }

  /** Searches for the vehicle; several times if the adapter restarts or is still searching. */
  InspectedVehicle search() throws IOException {
    long until = adapter.dialogue().within(SEARCH_MILLIS, deadline);
    boolean answered = false;
    for (int i = 0; i < MAX_SEARCHES && !answered && until - adapter.dialogue().now() > 0; i++) {
      if (adapter.settingsLost()) {
        search.forgetSelection();
        AdapterSetup.prepare(adapter, adapter.dialogue().within(SETUP_MILLIS, until));
        continue;
      }
      if (i > 0 && !search.isSearching()) {
        break;
      }
      answered = search.find(until);
    }
    VehicleProtocol protocol = search.protocol();
    if (!answered || protocol == null) {
      found = new InspectedVehicle(Protocol.NONE, search.failure(), List.of(), found.longReply());
      return found;
    }
    maps = search.probed().isEmpty() ? request(MAP, protocol) : search.probed();
    TreeSet<EcuAddress> ecus = new TreeSet<>();
    maps.forEach(message -> ecus.add(message.ecu()));
    found =
        new InspectedVehicle(
            protocol.protocol(), "", new ArrayList<>(ecus), InspectedVehicle.LongReply.NOT_TRIED);
    return found;
  }

  private List<EcuMessage> request(Payload payload, VehicleProtocol protocol) throws IOException {
    TransportAnswer answer =
        sender.exchange(
            (DiagnosticRequest.ToVehicle) DiagnosticRequest.functional(payload),
            protocol,
            search.format(),
            adapter.dialogue().within(REQUEST_MILLIS, deadline));
    sender.interrupted();
    return answer instanceof TransportAnswer.Messages messages ? messages.messages() : List.of();
  }

  /** Returns a meter for requests to the vehicle; null if none was found. */
  @Nullable RequestMeter meter() {
    VehicleProtocol protocol = search.protocol();
    return protocol == null || !found.answered()
        ? null
        : new RequestMeter(
            adapter, search.format(), protocol.isCan(), TrialPids.of(maps), deadline);
  }

  /** Returns the vehicle, after requesting a response of several frames. */
  InspectedVehicle withLongReply() throws IOException {
    VehicleProtocol protocol = search.protocol();
    if (protocol == null || !protocol.isCan()) {
      return found;
    }
    List<EcuMessage> answers = request(VIN, protocol);
    InspectedVehicle.LongReply outcome =
        answers.stream().anyMatch(message -> message.payload().at(0) == 0x49)
            ? InspectedVehicle.LongReply.COMPLETE
            : answers.isEmpty() && supportsVin(protocol)
                ? InspectedVehicle.LongReply.BROKEN
                : InspectedVehicle.LongReply.NOT_SUPPORTED;
    found = new InspectedVehicle(found.protocol(), found.failure(), found.ecus(), outcome);
    return found;
  }

  /** Returns whether an ECU lists the VIN; a hung adapter answers nothing, but has before. */
  private boolean supportsVin(VehicleProtocol protocol) throws IOException {
    if (adapter.dialogue().isSilent() || adapter.dialogue().isBusy()) {
      return true;
    }
    for (EcuMessage message : request(Payload.of(0x09, 0x00), protocol)) {
      Payload map = message.payload();
      if (map.length() > 2 && map.at(0) == 0x49 && (map.at(2) & 0x40) != 0) {
        return true;
      }
    }
    return false;
  }
}
