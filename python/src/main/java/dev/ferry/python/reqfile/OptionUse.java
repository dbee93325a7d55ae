package dev.ferry.python.reqfile;

/**
 * An option as it stands in a line.
 *
 * @param option which one
 * @param value empty where it takes none
 * @param position index in the logical line
 */
record OptionUse(Option option, String value, int position) {}
