package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An adapter whose store accepts commands and never answers. */
@Timeout(60)
class ClusterAdapterTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  private final ClusterBus silent = mock(ClusterBus.class);
  private final Adapter.LocalSockets local = mock(Adapter.LocalSockets.class);

  private ClusterAdapter adapter() {
    when(local.namespace()).thenReturn("/");
    when(silent.members(any())).thenReturn(new CompletableFuture<>());
    when(silent.take(any(), any(), any())).thenReturn(new CompletableFuture<>());
    return new ClusterAdapter(local, silent, SHORT, Duration.ofMinutes(2));
  }

  @Test
  void aServerSideEventCompletesWithoutAnswers() throws Exception {
    assertEquals(
        List.of(), Await.value(adapter().serverSideEmitWithAck("event", List.of(), SHORT)));
  }

  @Test
  void aSessionIsNotRestored() throws Exception {
    assertEquals(Optional.empty(), Await.value(adapter().restoreSession("pid", "1-0")));
  }
}
