package dev.ferry.delta.generate.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.delta.bytes.ArrayBytes;
import dev.ferry.delta.member.MemberDecoder;
import dev.ferry.delta.scratch.Scratch;
import dev.ferry.delta.stream.BadDelta;
import dev.ferry.delta.stream.MemoryStreams;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberRoundTripTest {
  @TempDir private static Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 15, 16, 17, 31, 100, 1000, 5000, 70_000, 300_000})
  void comesBackAfterRandomEdits(int size) throws IOException {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(size * 31L + seed);
      byte[] old = Edits.content(random, size);
      byte[] fresh = Edits.edit(random, old);
      MemoryStreams streams = encode(old, fresh);
      assertThat(decode(old, fresh.length, streams.reader())).isEqualTo(fresh);
      assertThat(streams.isReadWhole()).isTrue();
    }
  }

  @Test
  void membersFollowOneAnotherInTheSameStreams() throws IOException {
    Random random = new Random(5);
    MemoryStreams streams = new MemoryStreams();
    byte[][] olds = new byte[12][];
    byte[][] news = new byte[12][];
    for (int i = 0; i < olds.length; i++) {
      olds[i] = Edits.content(random, random.nextInt(3000));
      news[i] = i % 4 == 3 ? new byte[0] : Edits.edit(random, olds[i]);
      new MemberEncoder(1).encode(ArrayBytes.of(olds[i]), ArrayBytes.of(news[i]), streams);
    }
    StreamReader in = streams.reader();
    for (int i = 0; i < olds.length; i++) {
      assertThat(decode(olds[i], news[i].length, in)).isEqualTo(news[i]);
    }
    assertThat(streams.isReadWhole()).isTrue();
  }

  @Test
  void whatIsEqualCostsNothing() {
    byte[] old = Edits.content(new Random(1), 1_000_000);
    assertThat(encode(old, old).size()).isLessThan(20);
  }

  @Test
  void aMovedBlockIsFound() {
    byte[] old = new byte[200_000];
    new Random(2).nextBytes(old);
    byte[] fresh = new byte[old.length];
    System.arraycopy(old, 120_000, fresh, 0, 80_000);
    System.arraycopy(old, 0, fresh, 80_000, 120_000);
    assertThat(encode(old, fresh).size()).isLessThan(40);
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    Random random = new Random(3);
    byte[] old = Edits.content(random, 400_000);
    byte[] fresh = Edits.edit(random, old);
    MemoryStreams one = encode(old, fresh);
    MemoryStreams two = new MemoryStreams();
    new MemberEncoder(2).encode(ArrayBytes.of(old), ArrayBytes.of(fresh), two);
    for (StreamKind kind : StreamKind.values()) {
      assertThat(two.bytes(kind)).isEqualTo(one.bytes(kind));
    }
  }

  @Test
  void damagedStreamsAreBadDeltasAndNeverLongerThanTheMember() {
    Random random = new Random(4);
    byte[] old = Edits.content(random, 4000);
    byte[] fresh = Edits.edit(random, old);
    for (int i = 0; i < 3000; i++) {
      MemoryStreams streams = encode(old, fresh);
      List<StreamKind> kinds = List.of(StreamKind.values());
      StreamKind kind = kinds.get(random.nextInt(kinds.size()));
      streams.replace(kind, Edits.damage(random, streams.bytes(kind)));
      Counting to = new Counting();
      try {
        MemberDecoder.decode(ArrayBytes.of(old), fresh.length, streams.reader(), scratch(), to);
        assertThat(to.count).isEqualTo(fresh.length);
      } catch (BadDelta expected) {
        assertThat(to.count).isLessThanOrEqualTo(fresh.length);
      } catch (IOException impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  @Test
  void anUnknownMethodIsNamed() {
    MemoryStreams streams = new MemoryStreams();
    streams.stream(StreamKind.METHOD).put(99);
    assertThatThrownBy(() -> decode(new byte[4], 4, streams.reader()))
        .isInstanceOf(BadDelta.class)
        .hasMessageContaining("99");
  }

  private static MemoryStreams encode(byte[] old, byte[] fresh) {
    MemoryStreams streams = new MemoryStreams();
    new MemberEncoder(1).encode(ArrayBytes.of(old), ArrayBytes.of(fresh), streams);
    return streams;
  }

  private static byte[] decode(byte[] old, long size, StreamReader in) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    MemberDecoder.decode(ArrayBytes.of(old), size, in, scratch(), to);
    return to.toByteArray();
  }

  /** Only libraries are kept, and these members are none: nothing is written there. */
  private static Scratch scratch() throws IOException {
    return Scratch.below(folder, 0);
  }

  private static final class Counting extends OutputStream {
    private long count;

    @Override
    public void write(int value) {
      count++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      count += length;
    }
  }
}
