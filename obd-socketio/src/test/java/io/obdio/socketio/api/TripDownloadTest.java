package io.obdio.socketio.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;

import io.obdio.socketio.access.Principal;
import io.obdio.socketio.history.HistoryOptions;
import io.obdio.socketio.history.Trip;
import io.obdio.socketio.history.TripHistory;
import io.obdio.socketio.history.computer.TripTotals;
import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.json.jackson.JacksonJson;
import io.obdio.socketio.rest.ApiRequest;
import io.obdio.socketio.vehicle.ErrorCode;
import io.obdio.socketio.vehicle.RequestException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** Downloads by clients that do not read. */
class TripDownloadTest {
  private static final Trip TRIP = new Trip(1, 0, 1_000, false, true, "", "", TripTotals.NONE);

  @TempDir Path folder;

  @Test
  void clientsThatDoNotReadOccupyABoundedNumberOfFiles() throws Exception {
    List<FileChannel> sent = new ArrayList<>();
    HttpExchange exchange = Mockito.mock(HttpExchange.class);
    Mockito.when(exchange.query()).thenReturn(Map.of("format", "json"));
    Mockito.when(exchange.responseHeader(anyString(), anyString())).thenReturn(exchange);
    Mockito.doAnswer(call -> sent.add(call.getArgument(1)))
        .when(exchange)
        .respondFile(anyString(), any(), anyLong());
    JacksonJson json = new JacksonJson();
    ApiRequest request =
        new ApiRequest(exchange, List.of("1"), Mockito.mock(Principal.class), json);
    try (TripHistory history = TripHistory.open(HistoryOptions.of(folder.resolve("h.db")))) {
      TripDownload downloads = new TripDownload(history, json);
      for (int i = 0; i < TripDownload.MAX_FILES; i++) {
        downloads.respond(request, TRIP);
      }
      RequestException busy =
          assertThrows(RequestException.class, () -> downloads.respond(request, TRIP));
      assertEquals(ErrorCode.BUSY, busy.code());
      assertEquals(TripDownload.MAX_FILES, sent.size());
      sent.get(3).close();
      downloads.respond(request, TRIP);
      assertThrows(RequestException.class, () -> downloads.respond(request, TRIP));
    }
    for (FileChannel file : sent) {
      file.close();
    }
  }
}
