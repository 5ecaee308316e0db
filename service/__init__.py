"""Điểm Nhấn: bilingual briefs on the cooperation that news articles report."""
