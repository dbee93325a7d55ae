package dev.ferry.carry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void wordsFromOutsideCannotCommandATerminal() {
    Finding finding =
        new Finding(FindingKind.PLUGIN, "app", "a\u001b[2Jb\nc\u202ed", "", "x".repeat(1000));
    assertThat(finding.subject()).isEqualTo("a?[2Jb?c?d");
    assertThat(finding.after()).hasSize(301).endsWith("…");
  }

  @Test
  void changeFollowsFromWhatBothSay() {
    assertThat(new Finding(FindingKind.LICENCE, "", "", "", "a").change()).isEqualTo(Change.ADDED);
    assertThat(new Finding(FindingKind.LICENCE, "", "", "a", "").change())
        .isEqualTo(Change.REMOVED);
    assertThat(new Finding(FindingKind.LICENCE, "", "", "a", "b").change())
        .isEqualTo(Change.CHANGED);
  }
}
