"""Attachments: photos, PDFs, business cards and mails on records."""

from fieldreport.attachments.attached import Attached, Attachments
from fieldreport.attachments.kinds import Kind

__all__ = ["Attached", "Attachments", "Kind"]
