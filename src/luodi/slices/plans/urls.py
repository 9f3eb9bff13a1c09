"""Addresses of plans: a firm's own by its answers, a project by its number or its link, and what is tried on it."""

from django.urls import path

from luodi.slices.plans.views import answers, facts, feed, linked, out, project, sharing, sheet, whatif

urlpatterns = [
    path("plan/", facts.facts, name="facts"),
    path("plan/sheet/", sheet.sheet, name="plan-sheet"),
    path("plan/calendar.ics", feed.feed, name="plan-feed"),
    path("plan/of/<str:key>/", linked.sheet, name="plan-of"),
    path("plan/of/<str:key>/calendar.ics", linked.calendar, name="plan-of-days"),
    path("projects/<str:number>/", project.show, name="project"),
    path("projects/<str:number>/plan.xlsx", out.workbook, name="project-workbook"),
    path("projects/<str:number>/plan.ics", out.days, name="project-days"),
    path("projects/<str:number>/link/", sharing.share, name="project-link"),
    path("projects/<str:number>/answers/", answers.show, name="project-answers"),
    path("projects/<str:number>/what-if/", whatif.show, name="what-if"),
]
