package dev.ferry.delta.format;

/**
 * What a delta says of itself before anything of it is decoded.
 *
 * @param version of the format, 1
 * @param old the file that it needs
 * @param fresh the file that it makes
 * @param openedOld everything that is read of the old file after opening: the old pool, then the
 *     old native libraries in the order of the plan
 * @param openedFresh everything that is decoded: the new pool, then the new native libraries
 * @param scratch bytes that applying writes to scratch files at most, without the new file itself
 */
public record DeltaHeader(
    int version,
    Fingerprint old,
    Fingerprint fresh,
    Fingerprint openedOld,
    Fingerprint openedFresh,
    long scratch) {}
