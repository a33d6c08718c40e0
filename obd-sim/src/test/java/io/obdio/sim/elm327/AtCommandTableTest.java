package io.obdio.sim.elm327;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.obdio.sim.BusProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every AT command on a fresh adapter of each identity: the command, its answer, and which
 * identities do not know it (1 = clone v1.5, 2 = clone v2.1, 3 = genuine v2.3, S = OBDLink).
 * Several commands are separated by {@code +}; the answer is that of the last one.
 */
@Timeout(60)
class AtCommandTableTest {

  private static final String TABLE =
      """
      # general
      ATI             = {id}
      ATZ             = ||{id}
      ATWS            = ||{id}
      ATD             = OK
      AT@1            = OBDII to RS232 Interpreter
      AT@2            = ?
      AT@3ABCDEFGHIJKL = OK
      AT@3ABCDEFGHIJKL+AT@2 = ABCDEFGHIJKL
      AT@3ABCDEFGHIJKL+ATZ+ATE0+AT@2 = ABCDEFGHIJKL
      AT@3ABCDEFGHIJKL+AT@3123456789012 = ?
      AT@3SHORT       = ?
      ATE0            = OK
      ATE1+ATE0       = ATE0|OK
      ATE2            = ?
      ATL0            = OK
      ATM0            = OK
      ATM1            = OK
      ATRV            = 14.2V
      AT RV           = 14.2V
      at rv           = 14.2V
      ATCV1420        = OK
      ATCV1300+ATRV   = 13.0V
      ATCV1300+ATCV0000+ATRV = 14.2V
      ATCV13          = ?
      ATIGN           = ON                !2
      ATFE            = OK                !12
      ATRD            = 00
      ATSDA5          = OK
      ATSDA5+ATRD     = A5
      ATSDA5+ATZ+ATE0+ATRD = A5
      # format
      ATH0            = OK
      ATH1            = OK
      ATS0            = OK
      ATS1            = OK
      ATD0            = OK
      ATD1            = OK
      ATAL            = OK
      ATNL            = OK                !12
      ATR0            = OK
      ATR1            = OK
      ATCAF0          = OK
      ATCAF1          = OK
      ATV0            = OK
      ATV1            = OK
      # protocol
      ATSP0           = OK
      ATSP6           = OK
      ATSPA6          = OK
      ATSPC           = OK
      ATSP00          = OK                !12
      ATSPD           = ?
      ATSP            = ?
      ATTP6           = OK
      ATTPA0          = OK
      ATDP            = AUTO
      ATSP0+ATDPN     = A0
      ATSP1+ATDPN     = 1
      ATSPA7+ATDPN    = A7
      ATSP1+ATDP      = SAE J1850 PWM
      ATSP2+ATDP      = SAE J1850 VPW
      ATSP3+ATDP      = ISO 9141-2
      ATSP4+ATDP      = ISO 14230-4 (KWP 5BAUD)
      ATSP5+ATDP      = ISO 14230-4 (KWP FAST)
      ATSP6+ATDP      = ISO 15765-4 (CAN 11/500)
      ATSP7+ATDP      = ISO 15765-4 (CAN 29/500)
      ATSP8+ATDP      = ISO 15765-4 (CAN 11/250)
      ATSP9+ATDP      = ISO 15765-4 (CAN 29/250)
      ATSPA+ATDP      = SAE J1939 (CAN 29/250)
      ATSPB+ATDP      = USER1 (CAN 11/125)
      ATSPC+ATDP      = USER2 (CAN 11/50)
      ATSPA6+ATDP     = AUTO, ISO 15765-4 (CAN 11/500)
      ATSP6+ATZ+ATE0+ATDPN = 6
      ATTP6+ATZ+ATE0+ATDPN = A0
      ATSP6+ATSP0+0100+ATDPN = A6
      0100+ATZ+ATE0+ATDPN = A6
      ATM0+0100+ATZ+ATE0+ATDPN = A0
      ATSPAB+ATDP     = AUTO, USER1 (CAN 11/125)
      ATPC            = OK
      ATSS            = OK
      ATBI            = OK
      ATST32          = OK
      ATST00          = OK
      ATST            = ?
      ATSTG0          = ?
      ATAT0           = OK
      ATAT1           = OK
      ATAT2           = OK
      ATAT3           = ?
      ATCTM1          = OK                !12S
      ATCTM5          = OK                !12S
      # CAN
      ATSH7E0         = OK
      ATSHDB33F1      = OK
      ATSH18DB33F1    = OK                !12
      ATSH7E          = ?
      ATCP18          = OK                !12
      ATCF7E8         = OK
      ATCF18DAF110    = OK                !12
      ATCM7F8         = OK
      ATCM1FFFFF00    = OK                !12
      ATCRA           = OK
      ATCRA7E8        = OK
      ATCRA7EX        = OK
      ATCRA18DAF110   = OK
      ATCRA7          = ?
      ATAR            = OK
      ATCFC0          = OK
      ATCFC1          = OK
      ATFCSM0         = OK                !12
      ATFCSM1         = ?
      ATFCSM2         = ?
      ATFCSH7E0       = OK                !12
      ATFCSD300000    = OK                !12
      ATFCSD300000+ATFCSM2 = OK           !12
      ATFCSD300000+ATFCSM1 = ?
      ATFCSD300000+ATFCSH7E0+ATFCSM1 = OK !12
      ATFCSD          = ?
      ATFCSD303030303030 = ?
      ATCEA           = OK                !12
      ATCEA04         = OK                !12
      ATCER04         = OK                !12S
      ATTAF1          = OK                !2
      ATCS            = T:00 R:00
      ATCSM0          = OK                !2
      ATCSM1          = OK                !2
      ATRTR           = ?
      ATSP6+ATRTR     = NO DATA
      ATPBC001        = OK                !2
      # J1850 and K-line
      ATIB10          = OK
      ATIB48          = OK
      ATIB96          = OK
      ATIB12          = OK                !12S
      ATIB15          = OK                !12S
      ATIB11          = ?
      ATIIA33         = OK
      ATKW            = 1:00 2:00         !2
      ATKW0           = OK                !2
      ATKW1           = OK                !2
      ATSI            = ?
      ATFI            = ?
      ATSP5+ATFI      = BUS INIT: ERROR   !2
      ATSP3+ATSI      = BUS INIT: ...ERROR !2
      ATSW00          = OK                !2
      ATSW92          = OK                !2
      ATWMC133F13E    = OK                !2
      ATWM            = ?
      ATSR6B          = OK
      ATRA6B          = OK                !12
      ATIFR0          = OK
      ATIFR1          = OK
      ATIFR2          = OK
      ATIFR4          = OK                !12S
      ATIFR6          = OK                !12S
      ATIFRH          = OK
      ATIFRS          = OK
      # J1939 and monitors
      ATDM1           = ?
      ATMP FECA       = ?
      ATJE            = OK                !2
      ATJS            = OK                !2
      ATJHF0          = OK                !2
      ATJHF1          = OK                !2
      ATJTM1          = OK                !2
      ATJTM5          = OK                !2
      ATAMC           = 00                !12S
      ATAMT20         = OK                !12S
      ATS0+ATBD       = 00000000000000000000000000 !2
      # parameters
      ATPP01SV00      = OK                !2
      ATPP01ON        = OK                !2
      ATPP01OFF       = OK                !2
      ATPPFFON        = OK                !2
      ATPP30SV00      = ?
      ATPP01          = ?
      ATBRT0F         = OK                !2
      ATBRD00         = ?
      # not commands
      AT              = ?
      ATXYZ           = ?
      ATSP6X          = ?
      STI             = ?                 S:STN1110 v4.2.0
      XYZ             = ?
      0               = ?
      01G0            = ?
      """;

  static Stream<Arguments> rows() {
    List<Arguments> all = new ArrayList<>();
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" = ", 2);
      String answer = parts[1].strip();
      String unknownTo = "";
      String onObdLink = "";
      int mark = answer.lastIndexOf(" !");
      if (mark > 0) {
        unknownTo = answer.substring(mark + 2);
        answer = answer.substring(0, mark).strip();
      }
      int special = answer.indexOf(" S:");
      if (special > 0) {
        onObdLink = answer.substring(special + 3);
        answer = answer.substring(0, special).strip();
      }
      for (ElmIdentity identity : ElmIdentity.values()) {
        boolean lacks = unknownTo.indexOf(letter(identity)) >= 0;
        String expected = lacks ? "?" : answer.replace("{id}", identity.id());
        if (identity == ElmIdentity.OBDLINK && !onObdLink.isEmpty()) {
          expected = onObdLink;
        }
        all.add(Arguments.of(identity, parts[0].strip(), expected));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void answers(ElmIdentity identity, String commands, String expected) {
    Host host = Host.silent(identity, BusProtocol.CAN_11_500);
    String answer = "";
    for (String command : commands.split("\\+")) {
      answer = host.send(command);
    }
    assertEquals(expected + "||>", answer);
  }

  /** As the table's last column names the identities. */
  private static char letter(ElmIdentity identity) {
    return switch (identity) {
      case CLONE_1_5 -> '1';
      case CLONE_2_1 -> '2';
      case ELM_2_3 -> '3';
      case OBDLINK -> 'S';
    };
  }
}
