package dev.ferry.delta.generate.member;

import dev.ferry.delta.bytes.Bytes;
import dev.ferry.delta.generate.match.MatchOptions;
import dev.ferry.delta.generate.match.Matcher;
import dev.ferry.delta.member.Copies;
import dev.ferry.delta.member.Methods;
import dev.ferry.delta.stream.StreamKind;
import dev.ferry.delta.stream.StreamWriter;
import java.util.Optional;

/** Writes how a member is made from an older one. */
public final class MemberEncoder {
  private final int threads;

  /** An encoder that uses so many threads. */
  public MemberEncoder(int threads) {
    this.threads = threads;
  }

  /**
   * Appends one member to the streams.
   *
   * @param old the older member
   * @param fresh the member to make
   */
  public void encode(Bytes old, Bytes fresh, StreamWriter out) {
    Optional<NativeEncoder> encoder =
        Likeness.isNearlyEqual(old, fresh) ? Optional.empty() : NativeEncoder.find(old, fresh);
    if (encoder.isPresent() && encodeNative(encoder.get(), out)) {
      return;
    }
    out.stream(StreamKind.METHOD).put(Methods.PLAIN);
    new PlainEncoder(old, fresh, out)
        .encode(Matcher.match(old, fresh, MatchOptions.plain(old.size(), threads)));
  }

  private boolean encodeNative(NativeEncoder encoder, StreamWriter out) {
    NativeEncoder.Matched matched = encoder.match(threads);
    if (matched.copies().count() > Copies.MOST) {
      return false;
    }
    out.stream(StreamKind.METHOD).put(Methods.NATIVE);
    encoder.encode(matched, out);
    return true;
  }
}
