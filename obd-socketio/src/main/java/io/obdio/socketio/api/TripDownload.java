package io.obdio.socketio.api;

import io.obdio.socketio.history.HistoryException;
import io.obdio.socketio.history.HistoryReader;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.export.TripExport;
import io.obdio.socketio.history.export.TripFormat;
import io.obdio.socketio.json.JsonCodec;
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
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The download of a trip. It is written to a temporary file first, from which the server sends it
 * in chunks as fast as the client reads; the file disappears when it was sent.
 */
final class TripDownload {

  private static final Logger log = LoggerFactory.getLogger(TripDownload.class);

  private TripDownload() {}

  static void respond(ApiRequest request, TripHistory history, Trip trip, JsonCodec codec)
      throws RequestException, HistoryException {
    TripFormat format = format(request);
    try {
      FileChannel file = write(history, trip, format, codec);
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

  private static FileChannel write(
      TripHistory history, Trip trip, TripFormat format, JsonCodec codec)
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
