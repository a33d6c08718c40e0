package io.obdio.socketio.api;

import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.export.TripExport;
import io.obdio.socketio.history.export.TripFormat;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.vehicle.ClientText;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The downloads of trips. A trip is written to a temporary file first, from which the server sends
 * it in chunks as fast as the client reads; the file disappears when it was sent. Clients that read
 * slowly occupy a bounded number of files. For one thread.
 */
final class TripDownload {

  private static final Logger log = LoggerFactory.getLogger(TripDownload.class);

  /** Files that may be sent at the same time, for all clients together. */
  static final int MAX_FILES = 8;

  private final TripHistory history;
  private final JsonCodec codec;
  private final List<FileChannel> sending = new ArrayList<>();

  TripDownload(TripHistory history, JsonCodec codec) {
    this.history = history;
    this.codec = codec;
  }

  /**
   * Responds with a trip as a file.
   *
   * @throws RequestException {@link ErrorCode#BUSY} while too many files are being sent
   */
  void respond(ApiRequest request, Trip trip) throws RequestException, HistoryException {
    TripFormat format = format(request);
    sending.removeIf(file -> !file.isOpen()); // the server closes a file that was sent
    if (sending.size() >= MAX_FILES) {
      throw new RequestException(
          ErrorCode.BUSY, "too many trips are being downloaded: try again later");
    }
    try {
      FileChannel file = write(trip, format);
      sending.add(file);
      request
          .exchange()
          .responseHeader("cache-control", "no-store")
          .responseHeader(
              "content-disposition",
              "attachment; filename=\"trip-" + trip.id() + "." + format.extension() + "\"")
          .respondFile(format.contentType(), file, file.size());
    } catch (IOException e) {
      log.warn("Trip {} cannot be exported: {}", trip.id(), e.toString());
      throw new RequestException(ErrorCode.UNAVAILABLE, "the trip cannot be exported now");
    }
  }

  private static TripFormat format(ApiRequest request) throws RequestException {
    String word = request.exchange().query().getOrDefault("format", TripFormat.CSV.word());
    return TripFormat.ofWord(word)
        .orElseThrow(
            () ->
                new RequestException(
                    ErrorCode.BAD_ARGUMENT,
                    "there is no format '"
                        + ClientText.brief(word)
                        + "'; there are "
                        + Arrays.stream(TripFormat.values())
                            .map(TripFormat::word)
                            .collect(Collectors.joining(", "))));
  }

  private FileChannel write(Trip trip, TripFormat format)
      throws IOException, HistoryException, RequestException {
    Path path = Files.createTempFile("obdio-trip", "." + format.extension());
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (HistoryReader reader = history.reader()) {
      // Not closed: that would close the channel.
      Writer out = Channels.newWriter(file, StandardCharsets.UTF_8.newEncoder(), 65_536);
      TripExport.write(reader, trip, format, history.options().engine(), codec, out);
      out.flush();
      file.position(0);
      return file;
    } catch (TripExport.NothingToExport e) {
      file.close();
      throw new RequestException(ErrorCode.NOT_SUPPORTED, String.valueOf(e.getMessage()));
    } catch (IOException | HistoryException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
