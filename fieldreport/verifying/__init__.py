"""Verifying: a workbook read with distrust in a process of its own, and what is to be said of it.

``inspecting`` is that process and loads nothing else of the program; ``verdict`` compares what it found with the
signature. So this package imports nothing here.
"""
