package io.obdio.elm327.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyReaderTest {

  /** Fed in pieces of every size; the reply is the same. */
  private static RawReply parse(String text, int size) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    PromptParser parser = new PromptParser();
    for (int at = 0; at < bytes.length; at += size) {
      parser.feed(bytes, at, Math.min(size, bytes.length - at));
    }
    return parser.take();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          010C; 7E804410C0D48||;                 Data[hex=[7E804410C0D48], damaged=0, followed=false]
          010C; 010C|7E8 04 41 0C 0D 48||;       Data[hex=[7E804410C0D48], damaged=0, followed=false]
          010C; 001100CC|7E804410C0D48||;        Data[hex=[7E804410C0D48], damaged=0, followed=false]
          010C; SEARCHING...7E804410C0D48||;     Data[hex=[7E804410C0D48], damaged=0, followed=false]
          010C; BUS INIT: ...OK|486B10410C0D4865||; Data[hex=[486B10410C0D4865], damaged=0, followed=false]
          010C; SEARCHING...|UNABLE TO CONNECT||; Failed[error=UNABLE_TO_CONNECT, hex=[]]
          010C; BUS INIT: ...ERROR||;            Failed[error=BUS_INIT_ERROR, hex=[]]
          010C; NO DATA||;                       Failed[error=NO_DATA, hex=[]]
          010C; NABLETO||;                       Failed[error=UNABLE_TO_CONNECT, hex=[]]
          010C; STOPPEDNG...||;                  Failed[error=STOPPED, hex=[]]
          010C; 7E804410BUFFER FULL||;           Failed[error=BUFFER_FULL, hex=[]]
          010C; 7E804410C0D48<DATA ERROR||;      Data[hex=[], damaged=1, followed=false]
          010C; ACT ALERT|7E804410C0D48||;       Data[hex=[7E804410C0D48], damaged=0, followed=false]
          010C; LV RESET||;                      Failed[error=LV_RESET, hex=[]]
          010C; ERR94||;                         Failed[error=INTERNAL, hex=[]]
          010C; FC RX TIMEOUT||;                 Failed[error=FC_RX_TIMEOUT, hex=[]]
          010C; ?||;                             Unknown[]
          010C; ||;                              Blank[]
          010C; +CONNECTING<<mac||;              Blank[]
          010C; OK||;                            Ok[]
          ATE0; AATTEE00|OK||;                   Ok[]
          ATRV; ATRV|12.6V||;                    Words[lines=[12.6V]]
          ATI;  ||ELM327 v1.5||;                 Words[lines=[ELM327 v1.5]]
          ATDP; AUTO, ISO 15765-4 (CAN 11/500)||; Words[lines=[AUTO, ISO 15765-4 (CAN 11/500)]]
          ATDPN; STOPPED|A6||;                   Words[lines=[A6]]
          ATE0; STOPPED||;                       Failed[error=STOPPED, hex=[]]
          010C; 7E803410D32|NO DATA||;           Failed[error=NO_DATA, hex=[]]
          010C; 7E803410D32|?||;                 Unknown[]
          010C; 7E803410D32|CAN ERROR||;         Failed[error=CAN_ERROR, hex=[]]
          010C; STOPPED|7E804410C0D48||;         Failed[error=STOPPED, hex=[7E804410C0D48]]
          010C; XYZ|7E804410C0D48||;             Data[hex=[7E804410C0D48], damaged=1, followed=false]
          010C; 7E804410C0D48|XYZ||;             Data[hex=[7E804410C0D48], damaged=1, followed=true]
          ATXX; ?||;                             Unknown[]
          """)
  void readsRepliesInEveryChunking(String command, String text, String expected) {
    String sent = text.replace('|', '\r') + ">";
    for (int size = 1; size <= sent.length(); size++) {
      RawReply raw = parse(sent, size);
      ElmReply reply =
          command.startsWith("AT")
              ? ReplyReader.adapter(command, raw)
              : ReplyReader.data(command, raw);
      assertEquals(expected, reply.toString(), "in pieces of " + size);
    }
  }

  @ParameterizedTest
  @EnumSource(ElmError.class)
  void knowsEveryTextOfTheDataSheet(ElmError error) {
    String text = (error == ElmError.INTERNAL ? "ERR94" : error.text()).replaceAll("[ .:]", "");
    ElmError.Found found = ElmError.find(text);
    assertNotNull(found);
    assertEquals(error, found.error());
    assertEquals(0, found.at());
  }

  @Test
  void takesAReplyThatNeverEndsWithoutGrowing() {
    byte[] flood = "7E8".repeat(50_000).getBytes(StandardCharsets.ISO_8859_1);
    PromptParser parser = new PromptParser();
    assertEquals(flood.length, parser.feed(flood, 0, flood.length));
    RawReply raw = parser.take();
    assertEquals(PromptParser.MAX_REPLY, raw.text().length());
    assertEquals(true, raw.overflow());
  }
}
