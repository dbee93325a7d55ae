/* Source of demo.so: gcc -shared -fPIC -Os -s -Wl,-soname,demo.so -Wl,-rpath,'$ORIGIN/../demo.libs' -o demo.so demo.c -lm */
#include <math.h>
#include <stdio.h>
double work(double x) { return puts("x") + exp(x) + log(x); }
void *PyInit_demo(void) { return (void *)work; }
